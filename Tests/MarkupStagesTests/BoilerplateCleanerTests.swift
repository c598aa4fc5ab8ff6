import DocumentModel
import StageKit
import Testing

@testable import MarkupStages

@Suite struct BoilerplateCleanerTests {
    private typealias Settings = BoilerplateCleaner.Settings

    private func cleaner(_ settings: Settings = Settings()) throws -> BoilerplateCleaner {
        try BoilerplateCleaner(settings: settings, resources: .shipped)
    }

    private func tally(
        _ pages: [String], _ start: SiteTally = SiteTally()
    ) throws -> SiteTally {
        let cleaner = try cleaner()
        var tally = start
        for page in pages { tally.add(try cleaner.tally(of: document(page))) }
        return tally
    }

    /// What is left of each page when all have been learnt from.
    private func cleaned(_ pages: [String], _ settings: Settings = Settings()) throws -> [String] {
        let knowing = try cleaner(settings).knowing(try tally(pages))
        return try pages.map { page in
            let document = document(page)
            return string(document.applying(try knowing.cleaning(of: document)))
        }
    }

    // MARK: How lines are counted

    @Test func neighboursAreTheNextOtherLines() {
        let lines = [1, 1, 2, 3, 3, 3].map {
            CountedLine(key: $0, digits: 0, width: 1, traits: [])
        }
        #expect(lines.neighbours.map(\.before) == [0, 0, 1, 2, 2, 2])
        #expect(lines.neighbours.map(\.after) == [2, 2, 3, 0, 0, 0])
        #expect([CountedLine]().neighbours.isEmpty)
    }

    // MARK: What goes

    @Test(arguments: [6, 8, 15])
    func leavesTheStories(count: Int) throws {
        let left = try cleaned(NewsSite.pages(count))
        #expect(left == (0..<count).map(NewsSite.story))
    }

    // With few pages the head goes, where no story stands; a foot with a number stays.
    @Test(arguments: [3, 4, 5])
    func takesTheHeadOffFewPages(count: Int) throws {
        for (number, left) in try cleaned(NewsSite.pages(count)).enumerated() {
            #expect(left.hasPrefix(NewsSite.story(number)))
            #expect(left.contains("© Harbour Office 2031"))
        }
    }

    // A third of the site has each of three templates.
    @Test func eachTemplateGoesFromItsOwnPages() throws {
        let heads = [
            NewsSite.navigation,
            "Inicio\nTemas\nPuertos\nCasas\nPrensa\nBuscar\nMapa del sitio\nEspañol",
            "Accueil\nThèmes\nPorts\nMaisons\nPresse\nChercher\nPlan du site\nFrançais",
        ]
        let pages = (0..<18).map { "\(heads[$0 % 3])\n\(NewsSite.story($0))" }
        #expect(try cleaned(pages) == (0..<18).map(NewsSite.story))
    }

    @Test func saysWhatRecurs() throws {
        let pages = NewsSite.pages(8)
        let page = document(pages[0])
        let cleaning = try cleaner().knowing(try tally(pages)).cleaning(of: page)
        #expect(
            cleaning.remarks.map(\.message) == [
                "12 lines were removed that recur on all 8 pages of the site",
                "5 lines were removed that recur on all 8 pages of the site",
            ])
        #expect(cleaning.remarks.allSatisfy { $0.code == "SITE_BOILERPLATE" })
        let spans = cleaning.remarks.compactMap(\.span).map { page[$0] }
        #expect(spans == [NewsSite.navigation, NewsSite.foot])
    }

    @Test func datesAndCountersOfTheTemplateGoWithIt() throws {
        let pages = (0..<8).map { number in
            let head = NewsSite.navigation.split(separator: "\n").joined(separator: "\n")
                .replacing("- Where we are", with: "\(number + 3) March 2031\nTweet \(number * 40)")
            return "\(head)\n\(NewsSite.story(number))"
        }
        #expect(try cleaned(pages) == (0..<8).map(NewsSite.story))
    }

    @Test func thresholdsCanBeSet() throws {
        let pages = NewsSite.pages(6) + (6..<10).map(NewsSite.story)
        var settings = Settings()
        settings.share = 0.7
        #expect(try cleaned(pages, settings)[0].hasSuffix("\n\(NewsSite.foot)"))
        #expect(try !cleaned(pages)[0].contains("More stories"))
        settings = Settings()
        settings.leastPages = 7
        #expect(try cleaned(pages, settings) == pages)
    }

    // MARK: What stays

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let pages: [String]
        /// What must be left on every page that has it.
        let stays: [String]

        var testDescription: String { name }
    }

    @Test(arguments: kept) func keeps(_ example: Case) throws {
        let left = try cleaned(example.pages)
        for (page, left) in zip(example.pages, left) {
            for part in example.stays where page.contains(part) {
                #expect(left.contains(part))
            }
        }
    }

    private static let otherPages = (10..<16).map(NewsSite.page)
    private static let countries = ["Peru", "Chile", "Bolivia", "Brazil", "Ecuador", "Panama"]

    /// A table with one cell a line, of one year's figures.
    private static func cells(_ year: Int) -> String {
        let rows = countries.enumerated().map { "\($1)\n\(($0 + 3) * year % 97 + 1)" }
        return "Victims by country\nCountry\nVictims\n" + rows.joined(separator: "\n")
    }

    static let kept: [Case] = [
        Case(
            name: "all of a site of two pages", pages: NewsSite.pages(2),
            stays: [NewsSite.navigation, NewsSite.foot]),
        Case(
            name: "a story under three addresses of the site",
            pages: otherPages
                + ["", "Print view\n", "For phones\n"].map { "\($0)\(NewsSite.page(1))" },
            stays: [NewsSite.story(1)]),
        Case(
            name: "a story that is all a site has, with other dates over it",
            pages: (1...6).map { "\($0) May 2031\n\(NewsSite.page(1))" },
            stays: [NewsSite.story(1), NewsSite.navigation]),
        Case(
            name: "a table of one form with other figures",
            pages: (1...8).map { "\(NewsSite.page($0))\n\(cells($0))" },
            stays: ["Victims by country\nCountry\nVictims\nPeru\n"] + (1...8).map(cells)),
        Case(
            name: "the same in rows",
            pages: (1...8).map { year in
                "\(NewsSite.page(year))\nVictims by country\n"
                    + countries.map { "\($0) \(year * 3)" }.joined(separator: "\n")
            },
            stays: ["Victims by country\nPeru 3\n", "Panama 9", "Panama 24"]),
        Case(
            name: "tables of nothing but figures",
            pages: (1...8).map { "\(NewsSite.navigation)\n\(cells($0))" }, stays: (1...8).map(cells)
        ),
        Case(
            name: "names that pages have in common in part",
            pages: (0..<8).map { number in
                let own = countries.enumerated().filter { ($0.offset + number) % 3 > 0 }
                return "\(NewsSite.page(number))\nCountries of origin:\n"
                    + own.map(\.element).joined(separator: "\n")
            },
            stays: ["Peru", "Chile", "Bolivia", "Brazil", "Ecuador", "Panama"]),
        Case(
            name: "background that a series of stories shares",
            pages: (0..<10).map { number in
                NewsSite.story(number)
                    + (number < 7
                        ? "\nThe ministry counted 340 victims of trafficking in the ports last year."
                        : "")
            },
            stays: ["The ministry counted 340 victims of trafficking in the ports last year."]),
        Case(
            name: "a story that other pages announce over their own",
            pages: (0..<8).map { number in
                let teaser = NewsSite.story(19).split(separator: "\n").prefix(2)
                    .joined(separator: "\n")
                let top = number == 7 ? "" : "\nTop story\n\(teaser)\nRead more"
                return "\(NewsSite.navigation)\(top)\n\(NewsSite.story(number == 7 ? 19 : number))"
            },
            stays: NewsSite.story(19).split(separator: "\n").dropFirst(2).map(String.init)
                + ["The trial will open"]),
        Case(
            name: "what other pages have at their head where it is all of the page",
            pages: NewsSite.pages(8) + [NewsSite.navigation],
            stays: ["The trial will open"]),
        Case(
            name: "the address at the end of most stories",
            pages: (0..<10).map { number in
                number < 7
                    ? "\(NewsSite.page(number))\nFor more, write to:\nAna Sol\nOffice in Elvas\n"
                        + "Tel: +99 1 555 01 20\nana@sol.example" : NewsSite.page(number)
            },
            stays: ["Ana Sol\nOffice in Elvas\nTel: +99 1 555 01 20\nana@sol.example"]),
        Case(
            name: "grades that differ from page to page",
            pages: (0..<9).map { number in
                "\(NewsSite.navigation)\nCountry report\nTier \(number % 3 + 1)\n\(NewsSite.story(number))"
            },
            stays: ["Tier 1", "Tier 2", "Tier 3"]),
    ]

    @Test func theStoryThatOthersAnnounceKeepsItsLead() throws {
        let announced = try #require(
            Self.kept.first { $0.name.hasPrefix("a story that other pages announce") })
        let left = try cleaned(announced.pages)
        #expect(left[7] == NewsSite.story(19))
        #expect(left[0] == NewsSite.story(0))
    }

    @Test func aPageOfNothingElseIsLeftWhole() throws {
        #expect(try cleaned(NewsSite.pages(8) + [NewsSite.navigation])[8].contains("1962"))
    }

    @Test func zonesOfTablesAndTitlesStay() throws {
        let zones: [Zone] = [.title, .tableHeader, .tableRow, .caption, .preformatted]
        let cleaner = try cleaner()
        let documents = (0..<8).map { number in
            document(
                of: zones.map { ($0, "The same \($0.rawValue)") }
                    + [(.listItem, "One"), (.listItem, "Two"), (.body, "Three"), (.link, "Four")]
                    + NewsSite.story(number).split(separator: "\n").map { (.body, String($0)) })
        }
        var tally = SiteTally()
        for document in documents { tally.add(try cleaner.tally(of: document)) }
        let left = documents[0].applying(try cleaner.knowing(tally).cleaning(of: documents[0]))
        #expect(left.zones.prefix(5).map(\.value) == zones)
        #expect(left.zones.count == zones.count + 6)
        #expect(!string(left).contains("Four"))
    }

    // MARK: Sites

    @Test func eachSiteIsItsOwn() throws {
        let cleaner = try cleaner()
        func site(_ path: String, _ url: String?) throws -> String {
            let page = document("A line.", at: path, url: url)
            return try cleaner.tally(of: page).site
        }
        #expect(try site("a/b.txt", "https://www.office.example/x?y") == "office.example")
        #expect(try site("https://office.example/x", nil) == "office.example")
        #expect(try site("a/b/c.txt", nil) == "folder:a/b")
        #expect(try site("c.txt", nil) == "folder:.")
    }
}

/// A document of plain text from somewhere.
private func document(_ text: String, at path: String, url: String?) -> Document {
    Document(
        location: PageLocation(rawValue: path), metadata: DocumentMetadata(url: url),
        text: Array(text.utf8), offsets: .identity(length: text.utf8.count), zones: [])
}
