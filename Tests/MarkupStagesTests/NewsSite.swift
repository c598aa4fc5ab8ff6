/// Pages of made-up news sites as they look when scraped to text.
enum NewsSite {
    static let navigation = """
        -
        Our Mission
        Our Mission
        Field Work
        FIELD WORKThe Harbour Office has since 1962 brought seafarers home, with 31 branches.
        - Where we are
        -
        Publications
        Publications
        Take part
        Take part
        - 2040 Plan
        """
    static let foot = "Share\nMore stories\nAbout the office\nPrivacy\n© Harbour Office 2031"

    private static let towns = [
        "Arbo", "Belmira", "Cantal", "Dorna", "Elvas", "Fontes", "Grado", "Horta", "Isca", "Jaca",
        "Kelso", "Lorca", "Mira", "Nora", "Osma", "Palos", "Quara", "Rota", "Soria", "Tavira",
    ]

    /// The title and the paragraphs of a story like no other.
    static func story(_ number: Int) -> String {
        let town = towns[number % towns.count]
        let next = towns[(number * 7 + 3) % towns.count]
        return """
            Shelter of \(town) opens its doors
            The shelter in \(town) took in \(number + 11) women in its first month, said the mayor.
            Most of them had been brought from \(next), where a hotel owner kept their papers and
            made them pay for bed and board.
            Police in \(town) and \(next) arrested \(number + 2) men, one of them a former guard.
            The trial will open in \(next) next year, and \(town) will send its lawyers.
            """
    }

    static func page(_ number: Int) -> String {
        "\(navigation)\n\(story(number))\n\(foot)"
    }

    static func pages(_ count: Int) -> [String] { (0..<count).map(page) }
}
