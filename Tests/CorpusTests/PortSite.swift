/// Nine pages of a made-up agency's site as they look when scraped to text: navigation with every
/// label twice, lines of sixty characters, a contact block under most, a foot.
enum PortSite {
    static let navigation = """
        -
        Who helps
        Who helps
        Our Ports
        OUR PORTSThe Seafarers' Bureau has since 1974 looked after crews in 58 ports of 23 countries.
        - Find a chaplain
        -
        Resources
        Resources
        Give
        Give
        Stay in touch
        - Plan 2045
        """
    static let foot = "Share\nPrint\nMore from this port\nTerms of use\nSeafarers' Bureau"

    static func text(of story: String, number: Int) -> String {
        "\(navigation)\n\(story)\n\(number % 4 == 3 ? "" : contact + "\n")\(foot)\n"
    }

    /// What is left of ``text(of:number:)``.
    static func body(of story: String, number: Int) -> String {
        "\(story)\n\(number % 4 == 3 ? "" : contact + "\n")"
    }

    private static let contact = """
        For further information, please write to:
        Press desk
        Seafarers' Bureau, Rotterdam
        Tel: +31 10 555 01 99
        desk@seafarers.example
        """

    static let stories = [
        """
        Crew of Grain Ship Left Without Wages
        Nineteen sailors from the Philippines have been kept on board a
        grain ship off Vigo since March, their passports in the safe of
        an owner who cannot be reached.
        The port's chaplain brings them water and bread. He says that 4
        of them are younger than 18.
        """,
        """
        Fishing Boats Raided in the Gulf
        Police boarded 6 trawlers in the Gulf of Thailand on Monday and
        took 41 men from Myanmar off them. They had been sold from one
        captain to the next for about 700 dollars each.
        """,
        """
        Shelter for Fishermen Opens in Callao
        A shelter with 24 beds has opened beside the fish market in
        Callao, Peru.
        It is meant for men who were promised work on deck and found
        themselves in debt to the man who had recruited them.
        """,
        """
        Court in Durban Hears Deckhands
        Seven deckhands told a court in Durban how they were beaten on
        a tuna vessel. The trial of the two agents who had hired them in
        Jakarta will go on in May.
        """,
        """
        Inspectors Count More Victims on the Danube
        Labour inspectors in Romania found 130 victims of forced labour
        on river barges last year, 22 more than in the year before.
        Most of them came from Moldova and Ukraine.
        """,
        """
        New Line for Calls From the High Seas
        Crews can now reach the Bureau by satellite at no cost. In its
        first week the line took 350 calls, and 12 of them were from men
        who said that they were not free to leave their ship.
        """,
        """
        Ghana Trains Its Harbour Police
        More than 90 officers of Ghana's harbour police have learned to
        tell a stowaway from a child that was sold to a fishing crew on
        Lake Volta.
        """,
        """
        Owner of the Two Sisters Sentenced
        A judge in Cork sent the owner of the Two Sisters to prison for
        3 years. He had made 8 Egyptians mend nets for twenty hours a
        day and paid them for eight.
        """,
        """
        Mission to Seafarers' Wives in Odessa
        The wives of 60 missing sailors met in Odessa on Friday. They
        want Ukraine to keep a list of agents who send crews to ships
        that no insurer would cover.
        """,
    ]
}
