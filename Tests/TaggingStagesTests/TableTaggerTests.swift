import DocumentModel
import StageKit
import TaggingStages
import Testing

@Suite struct TableTaggerTests {
    private let tagger: TableTagger

    init() throws {
        tagger = TableTagger(settings: NoSettings(), resources: try .bundled())
    }

    /// Each data cell as "figure: row headings / column headings".
    private func read(_ document: Document) throws -> [String] {
        try tagger.mentions(in: document).filter { !$0.value.isHeading }.map { cell in
            let words = { (spans: [TextSpan]) in spans.map { document[$0] }.joined(separator: ", ")
            }
            let marked = cell.value.isMarked ? "" : " ?"
            return "\(document[cell.span]): \(words(cell.value.rowHeadings)) / "
                + words(cell.value.columnHeadings) + marked
        }
    }

    private func document(
        _ blocks: [(Zone, String)], cells: [(String, Range<Int>, Range<Int>, TableCell.Role)] = []
    ) -> Document {
        var text = ""
        var zones: [Mention<Zone>] = []
        for (zone, block) in blocks {
            if !text.isEmpty { text += "\n" }
            let start = text.utf8.count
            text += block
            zones.append(Mention(TextSpan(start..<text.utf8.count), zone))
        }
        let bytes = Array(text.utf8)
        var from = 0
        let marked = cells.compactMap { cell -> Mention<TableCell>? in
            let wanted = Array(cell.0.utf8)
            guard
                let start = (from...(bytes.count - wanted.count)).first(where: {
                    bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
                })
            else { return nil }
            from = start + wanted.count
            return Mention(
                TextSpan(start..<from),
                TableCell(table: 0, rows: cell.1, columns: cell.2, role: cell.3))
        }
        return Document(
            location: PageLocation(rawValue: "t"), text: bytes,
            offsets: .identity(length: bytes.count), zones: zones, cells: marked)
    }

    // MARK: Rows of cells parted by tabs

    @Test(
        arguments: [
            (
                "Year\tWomen\tMen\n2018\t12\t3\n2019\t9\t4",
                ["12: 2018 / Women ?", "3: 2018 / Men ?", "9: 2019 / Women ?", "4: 2019 / Men ?"]
            ),
            (
                "Departamento\t2017\t2018\nCallao\t40\t1.250\nPuno\t7\t8",
                [
                    "40: Callao / 2017 ?", "1.250: Callao / 2018 ?", "7: Puno / 2017 ?",
                    "8: Puno / 2018 ?",
                ]
            ),
            ("Pays\tVictimes\nBénin\t3 012", ["3 012: Bénin / Victimes ?"]),
            ("Estado\tResgatados\nBahia\t5,7 mil", ["5,7 mil: Bahia / Resgatados ?"]),
            // A table of words has no headings that anything tells.
            (
                "Lima\tPeru\nQuito\tEcuador",
                ["Lima:  /  ?", "Peru:  /  ?", "Quito:  /  ?", "Ecuador:  /  ?"]
            ),
            // Figures only.
            ("1\t2\n3\t4", ["1:  /  ?", "2:  /  ?", "3:  /  ?", "4:  /  ?"]),
            ("No table here.\nNor here.", []),
        ] as [(String, [String])])
    func readsTabs(text: String, expected: [String]) throws {
        let bytes = Array(text.utf8)
        let document = Document(
            location: PageLocation(rawValue: "t"), text: bytes,
            offsets: .identity(length: bytes.count), zones: [])
        #expect(try read(document) == expected)
    }

    @Test func linksCaptions() throws {
        let rows: [(Zone, String)] = [(.tableHeader, "Year\tCases"), (.tableRow, "2018\t12")]
        for blocks in [
            [(Zone.caption, "Cases by year")] + rows, rows + [(.caption, "Cases by year")],
        ] {
            let document = document([(.body, "Text.")] + blocks + [(.body, "Text.")])
            let cells = try tagger.mentions(in: document)
            #expect(cells.allSatisfy { $0.value.caption.map { document[$0] } == "Cases by year" })
            #expect(cells.count == 4)
        }
        let bare = try tagger.mentions(in: document([(.body, "Text.")] + rows))
        #expect(bare.allSatisfy { $0.value.caption == nil })
    }

    // MARK: Tables whose markup is known

    @Test func honoursSpans() throws {
        let document = document(
            [
                (.tableHeader, "Area\tVictims\tTotal"), (.tableHeader, "Women\tMen"),
                (.tableRow, "North\t2018\t1\t2\t3"), (.tableRow, "2019\t4\t5\t9"),
            ],
            cells: [
                ("Area", 0..<2, 0..<2, .columnHeading), ("Victims", 0..<1, 2..<4, .columnHeading),
                ("Total", 0..<2, 4..<5, .columnHeading), ("Women", 1..<2, 2..<3, .columnHeading),
                ("Men", 1..<2, 3..<4, .columnHeading), ("North", 2..<4, 0..<1, .rowHeading),
                ("2018", 2..<3, 1..<2, .rowHeading), ("1", 2..<3, 2..<3, .data),
                ("2", 2..<3, 3..<4, .data), ("3", 2..<3, 4..<5, .data),
                ("2019", 3..<4, 1..<2, .rowHeading), ("4", 3..<4, 2..<3, .data),
                ("5", 3..<4, 3..<4, .data), ("9", 3..<4, 4..<5, .data),
            ])
        #expect(
            try read(document) == [
                "1: North, 2018 / Victims, Women", "2: North, 2018 / Victims, Men",
                "3: North, 2018 / Total", "4: North, 2019 / Victims, Women",
                "5: North, 2019 / Victims, Men", "9: North, 2019 / Total",
            ])
    }

    @Test func knowsHeadingsOfGroupsAndOfBlocks() throws {
        let document = document(
            [
                (.tableHeader, "Year\tCases"), (.tableRow, "Chile"), (.tableRow, "2018\t12"),
                (.tableRow, "Peru"), (.tableRow, "2018\t40"), (.tableHeader, "Year\tRaids"),
                (.tableRow, "2019\t7"),
            ],
            cells: [
                ("Year", 0..<1, 0..<1, .columnHeading), ("Cases", 0..<1, 1..<2, .columnHeading),
                ("Chile", 1..<2, 0..<2, .rowHeading), ("2018", 2..<3, 0..<1, .rowHeading),
                ("12", 2..<3, 1..<2, .data), ("Peru", 3..<4, 0..<2, .data),
                ("2018", 4..<5, 0..<1, .rowHeading), ("40", 4..<5, 1..<2, .data),
                ("Year", 5..<6, 0..<1, .columnHeading), ("Raids", 5..<6, 1..<2, .columnHeading),
                ("2019", 6..<7, 0..<1, .rowHeading), ("7", 6..<7, 1..<2, .data),
            ])
        #expect(
            try read(document) == [
                "12: Chile, 2018 / Cases", "40: Peru, 2018 / Cases", "7: Peru, 2019 / Raids",
            ])
    }

    @Test func isLinear() throws {
        let row = (1...400).map { "\($0)" }.joined(separator: "\t")
        let document = document((0..<200).map { _ in (.tableRow, row) })
        let cells = try tagger.mentions(in: document)
        #expect(cells.count == 80_000)
        #expect(
            cells.allSatisfy {
                $0.value.rowHeadings.count <= 8 && $0.value.columnHeadings.count <= 8
            })
    }
}

@Suite struct StoryTaggerTests {
    private let stages: [any Annotator]

    init() throws {
        let resources = try StageResources.bundled()
        stages = [
            WordTagger(settings: NoSettings(), resources: resources),
            LanguageTagger(settings: .init(), resources: resources),
            NumberTagger(settings: .init(), resources: resources),
            DateTagger(settings: NoSettings(), resources: resources),
            StoryTagger(settings: NoSettings(), resources: resources),
        ]
    }

    private func stories(_ document: Document) throws -> [String] {
        var document = document
        for stage in stages { document = try stage.annotating(document) }
        return document[.stories].map { story in
            (story.value.title.map { document[$0] } ?? "–") + " | "
                + document[story.span].replacing("\n", with: " / ").prefix(24)
        }
    }

    private func plain(_ text: String, _ language: LanguageCode) -> Document {
        let bytes = Array(text.utf8)
        return Document(
            location: PageLocation(rawValue: "t"),
            metadata: DocumentMetadata(declaredLanguage: language), text: bytes,
            offsets: .identity(length: bytes.count), zones: [])
    }

    @Test(
        arguments: [
            (
                .spanish,
                "Abren refugio\nLima, 3 de marzo de 2019.- El refugio tiene diez camas.\nCae una banda\nQuito (Agencia), 4 de marzo de 2019 – La policía detuvo a nueve hombres.",
                [
                    "Abren refugio | Abren refugio / Lima, 3 ",
                    "Cae una banda | Cae una banda / Quito (A",
                ]
            ),
            (
                .portuguese,
                "Maputo, 14 de junho de 2018 - A linha já recebeu doze chamadas, não mais, e foram ouvidas.\nLisboa, 15 de junho de 2018 - Não foram detidos mais homens pela polícia em Lisboa.",
                ["– | Maputo, 14 de junho de 2", "– | Lisboa, 15 de junho de 2"]
            ),
            // One dateline is the page's own.
            (.french, "Un refuge ouvre\nCotonou, le 3 mars 2019 – Le refuge a dix lits.", []),
            // Dates in sentences are none.
            (
                .english,
                "The shelter opened in Lima on 3 March 2019 – a Sunday.\nIt closed in Lima on 4 March 2019 – a Monday.",
                []
            ),
            (
                .english, "Born in Lima, 3 March 2019 was a day.\nIn Quito, 4 March 2019 was one.",
                []
            ),
        ] as [(LanguageCode, String, [String])])
    func findsDatelines(language: LanguageCode, text: String, expected: [String]) throws {
        #expect(try stories(plain(text, language)) == expected)
    }

    @Test func findsTheTitlesOfAListing() throws {
        let blocks: [(Zone, String)] = [
            (.title, "News"), (.heading, "One"), (.body, "First story."), (.heading, "Two"),
            (.body, "Second story."), (.link, "Three"), (.body, "Third story."), (.link, "More"),
        ]
        var text = ""
        var zones: [Mention<Zone>] = []
        for (zone, block) in blocks {
            if !text.isEmpty { text += "\n" }
            zones.append(
                Mention(TextSpan(text.utf8.count..<(text.utf8.count + block.utf8.count)), zone))
            text += block
        }
        func page(isListing: Bool) -> Document {
            Document(
                location: PageLocation(rawValue: "t"),
                metadata: DocumentMetadata(isListing: isListing), text: Array(text.utf8),
                offsets: .identity(length: text.utf8.count), zones: zones)
        }
        #expect(
            try stories(page(isListing: true)) == [
                "One | One / First story. / ", "Two | Two / Second story. / ",
                "Three | Three / Third story. / M",
            ])
        #expect(try stories(page(isListing: false)).isEmpty)
    }
}

@Suite struct PublisherTaggerTests {
    private let tagger: PublisherTagger

    init() throws {
        tagger = try PublisherTagger(settings: NoSettings(), resources: .bundled())
    }

    @Test(
        arguments: [
            ("https://www.iom.int/news/a", [], "iom"), ("https://peru.iom.int/es", [], "iom"),
            ("https://news.un.org/en", [], "un"), ("https://notiom.int/a", [], nil),
            ("https://www.example.org/", ["International Organization for Migration"], "iom"),
            (nil, ["OIM"], "iom"), (nil, ["iom"], nil),
            (
                nil, ["© 2019 United Nations Office on Drugs and Crime. All rights reserved."],
                "unodc"
            ),
            (nil, ["Copyright 2012 Organización Internacional para las Migraciones"], "iom"),
            // The first that is known.
            (nil, ["A. B.", "Human Rights Watch"], "hrw"),
            // More than the name, two names, a person.
            (nil, ["Friends of Human Rights Watch Peru"], nil), (nil, ["IOM and UNODC"], nil),
            (nil, ["A. B."], nil), (nil, [], nil),
        ] as [(String?, [String], String?)])
    func knowsPublishers(url: String?, names: [String], expected: String?) throws {
        let document = Document(
            location: PageLocation(rawValue: "t"),
            metadata: DocumentMetadata(url: url, publisherNames: names),
            text: Array("A text.".utf8),
            offsets: .identity(length: 7), zones: [])
        #expect(try tagger.mentions(in: document).map(\.value.id) == [expected].compactMap { $0 })
    }
}
