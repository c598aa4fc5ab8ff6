import DocumentModel
import MarkupStages
import StageKit
import Testing

@Suite struct LineCleanerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        /// The zones that remain, one a line: "title| …".
        let rest: String

        init(_ name: String, _ text: String, _ rest: String) {
            self.name = name
            self.text = text
            self.rest = rest
        }

        var testDescription: String { name }
    }

    static let heads = [
        Case(
            "navigation with doubled lines and a glued lead",
            """
            -
            About the Office
            ABOUT THE OFFICEThe Harbour Office has worked since 1932 in 41 ports and is paid for by 12 shipping lines.
            -
            Services
            Services
            - Where to find us
            Help Now
            Help Now
            - Agenda 2040
            Harbour Office Opens Second Shelter
            The Harbour Office has opened a second shelter for seafarers who
            were held on board without pay. It has 36 beds.
            Eleven seafarers from Vanuatu moved in on the first day.
            """,
            """
            title|Harbour Office Opens Second Shelter
            body|The Harbour Office has opened a second shelter for seafarers who were held on board without pay. It has 36 beds.
            body|Eleven seafarers from Vanuatu moved in on the first day.
            """),
        Case(
            "labels of a template over the title",
            "Comunicado\nGlobal\nAbren un albergue en el puerto\nEl albergue tiene 36 camas y abre hoy.",
            "title|Abren un albergue en el puerto\nbody|El albergue tiene 36 camas y abre hoy."),
        Case(
            "two labels in one word",
            "Services\nServices\nNewsGlobal\nHarbour Office Opens Second Shelter\nIt has 36 beds for seafarers.",
            "title|Harbour Office Opens Second Shelter\nbody|It has 36 beds for seafarers."),
        Case(
            "a menu of many short lines",
            "Albania\nAndorra\nArmenia\nAustria\nBelarus\nBelgium\nCanada\nCroatia\nCyprus\nDenmark\nEstonia\n"
                + "Mission Trains Forty Labour Inspectors\nThe mission trained forty inspectors in two towns.",
            "title|Mission Trains Forty Labour Inspectors\nbody|The mission trained forty inspectors in two towns."
        ),
        Case(
            "a short title after a menu is kept",
            "Accueil\nAccueil\nQui sommes-nous\nQui sommes-nous\nTrois ports\nLa police a trouvé trente ouvriers dans trois ports de la côte, dit le ministère.",
            "title|Trois ports\nbody|La police a trouvé trente ouvriers dans trois ports de la côte, dit le ministère."
        ),
        Case(
            "a scraper's date, then navigation in one line",
            " date 2019-08 InicioInicio Noticias A +  A -\nLiberan a trece peones en una estancia\nTrece peones fueron liberados ayer.",
            "title|Liberan a trece peones en una estancia\nbody|Trece peones fueron liberados ayer."
        ),
        Case(
            "a scraper's date before a page of one line",
            " date 2018-01 Trece peones fueron liberados ayer en una estancia. Dos eran menores de edad.",
            "body|Trece peones fueron liberados ayer en una estancia. Dos eran menores de edad."),
        Case(
            "no furniture, no title",
            "Thirteen workers were freed on a farm yesterday.\nTwo were minors.",
            "body|Thirteen workers were freed on a farm yesterday.\nbody|Two were minors."),
        Case(
            "share lines under a title do not take it along",
            "Harbour Office Opens Second Shelter\nShare this page\nTweet 14\nPrint\nIt has 36 beds for seafarers.",
            "title|Harbour Office Opens Second Shelter\nbody|It has 36 beds for seafarers."),
        Case(
            "a date line over the title stays",
            "12 May 2011\nHarbour Office Opens Second Shelter\nIt has 36 beds for seafarers.",
            "body|12 May 2011\ntitle|Harbour Office Opens Second Shelter\nbody|It has 36 beds for seafarers."
        ),
    ]

    static let feet = [
        Case(
            "share lines, counters and rights",
            """
            Abren un albergue en el puerto
            El albergue tiene 36 camas y abre hoy.
            Compartir en Facebook
            Tuitear 14
            1220 0
            Síguenos 15.2K
            Deja una respuesta
            © 2016 Oficina del Puerto. Todos los derechos reservados.
            """,
            "title|Abren un albergue en el puerto\nbody|El albergue tiene 36 camas y abre hoy."),
        Case(
            "in Portuguese and French",
            "Porto abre abrigo para marinheiros\nO abrigo tem 36 camas.\nImprimir\nNenhum comentário\nA +  A -\nPartager cette page\nTous droits réservés 2011-2016",
            "title|Porto abre abrigo para marinheiros\nbody|O abrigo tem 36 camas."),
        Case(
            "a cookie notice",
            "Harbour Office Opens Second Shelter\nIt has 36 beds.\nThis site uses cookies to improve your visit.",
            "title|Harbour Office Opens Second Shelter\nbody|It has 36 beds."),
        Case(
            "links to other stories are kept apart",
            "Un refuge ouvre dans le port\nIl a 36 lits.\nLire aussi : Neuf navires saisis\nA lire :\nVingt marins rentrent\nDeux ports fermés\nLe port est grand.",
            """
            title|Un refuge ouvre dans le port
            body|Il a 36 lits.
            link|Lire aussi : Neuf navires saisis
            link|A lire :
            link|Vingt marins rentrent
            link|Deux ports fermés
            body|Le port est grand.
            """),
        Case(
            "what only resembles furniture",
            "Harbour Office Opens Second Shelter\nWe share this view: print is dead.\nTraffickers use Facebook and Twitter.\nComments were made by 14 men.\n14\nThe law on copyright was passed by the port authority in 1932, and it was printed, shared and liked.",
            """
            title|Harbour Office Opens Second Shelter
            body|We share this view: print is dead.
            body|Traffickers use Facebook and Twitter.
            body|Comments were made by 14 men.
            body|14
            body|The law on copyright was passed by the port authority in 1932, and it was printed, shared and liked.
            """),
        Case(
            "a contact block",
            "Harbour Office Opens Second Shelter\nThe office has opened a second shelter for seafarers that it\nfound on board.\nFor more information:\nA. Person\nHarbour Office\nTel: +99 1 555 01 98\nE-mail:\ndesk@example.org",
            """
            title|Harbour Office Opens Second Shelter
            body|The office has opened a second shelter for seafarers that it found on board.
            body|For more information:
            body|A. Person
            body|Harbour Office
            body|Tel: +99 1 555 01 98
            body|E-mail:
            body|desk@example.org
            """),
    ]

    static let joins = [
        Case(
            "a number and its unit, thousands in French, capitals inside a sentence",
            """
            Le port en chiffres
            Le bureau du port dit que ses agents ont recensé 3
            404 marins à bord des navires et ont dépensé 13,98
            millions, comme le confirme le grand bureau de
            Port Vila, qui compte aujourd'hui bien plus de
            cent agents. Il en faut plus.
            """,
            """
            title|Le port en chiffres
            body|Le bureau du port dit que ses agents ont recensé 3 404 marins à bord des navires et ont dépensé 13,98 millions, comme le confirme le grand bureau de Port Vila, qui compte aujourd'hui bien plus de cent agents. Il en faut plus.
            """),
        Case(
            "paragraphs parted by blank lines, the end of one lost",
            """
            Harbour Office Opens Second Shelter

            The office has opened a second shelter for
            seafarers held on board, according to the

            The shelter has 36 beds and is paid for by
            shipping lines.
            """,
            """
            title|Harbour Office Opens Second Shelter
            body|The office has opened a second shelter for seafarers held on board, according to the
            body|The shelter has 36 beds and is paid for by shipping lines.
            """),
        Case(
            "the end of a paragraph lost, no blank line",
            """
            Harbour Office Opens Second Shelter
            The office has opened a second shelter for some
            seafarers held on board, and this winter it gave
            The shelter has 36 beds and is paid for by many
            shipping lines.
            """,
            """
            title|Harbour Office Opens Second Shelter
            body|The office has opened a second shelter for some seafarers held on board, and this winter it gave
            body|The shelter has 36 beds and is paid for by many shipping lines.
            """),
        Case(
            "lists and rows stay on their lines",
            """
            Harbour Office Opens Second Shelter
            The office gave each of the seafarers whom it took
            in what follows:
            - a bed and a blanket,
            - two warm meals a day, and a
            third one on Sundays
            1. a telephone card
            Port\tBeds\tMeals
            Vila\t36\t72
            """,
            """
            title|Harbour Office Opens Second Shelter
            body|The office gave each of the seafarers whom it took in what follows:
            listItem|- a bed and a blanket,
            listItem|- two warm meals a day, and a third one on Sundays
            listItem|1. a telephone card
            tableRow|Port\tBeds\tMeals
            tableRow|Vila\t36\t72
            """),
        Case(
            "text that is not wrapped",
            "Harbour Office Opens Second Shelter\nThe shelter has 36 beds and is paid for by shipping lines.\nIt opened in May.\nEleven men live there",
            "title|Harbour Office Opens Second Shelter\nbody|The shelter has 36 beds and is paid for by shipping lines.\nbody|It opened in May.\nbody|Eleven men live there"
        ),
        Case(
            "hyphens at the ends of lines",
            """
            Seafarers in the port
            The seafarers were found by the inter-
            governmental office, which takes in sea-
            farers of all flags, for two-
            and three-week stays, as it always has.
            """,
            """
            title|Seafarers in the port
            body|The seafarers were found by the inter-governmental office, which takes in seafarers of all flags, for two- and three-week stays, as it always has.
            """),
    ]

    static let characters = [
        Case(
            "a blank after a stop", "They met officials.Fund staff came too.",
            "body|They met officials. Fund staff came too."),
        Case(
            "after a bracket or a figure",
            "In 2014.They left (Law 137-03).In May, 41 per cent).Two came (twice)Then none.",
            "body|In 2014. They left (Law 137-03). In May, 41 per cent). Two came (twice) Then none."
        ),
        Case(
            "after a comma", "Foram 640 chamadas,das quais dez após.Outra não é",
            "body|Foram 640 chamadas, das quais dez após. Outra não é"),
        Case(
            "where none is missing",
            "The U.S.Navy and St.Kitts at Example.Com, www.Example.Net/A.Html, a.Person@example.org, 1,200.50 and 3.5; f(x) e.g.This",
            "body|The U.S.Navy and St. Kitts at Example.Com, www.Example.Net/A.Html, a.Person@example.org, 1,200.50 and 3.5; f(x) e.g.This"
        ),
        Case(
            "blanks", "The  shelter \u{A0} has\u{A0}36   beds. ",
            "body|The shelter has\u{A0}36 beds."),
        Case(
            "characters not seen",
            "agri\u{AD}culture, agri¬culture and \u{FEFF}ship\u{200B}ping, but A ¬ B",
            "body|agriculture, agriculture and shipping, but A ¬ B"),
        Case(
            "footnote marks", "The port is old [1], and so on [2].\n[1] Port law, article 3. ↩",
            "body|The port is old [1], and so on [2].\nbody|[1] Port law, article 3."),
        Case(
            "a paragraph twice",
            "Harbour Office Opens Second Shelter\nThe shelter has 36 beds for seafarers.\nIt is full.\nIt is full.\nThe shelter has  36 beds for seafarers.",
            "title|Harbour Office Opens Second Shelter\nbody|The shelter has 36 beds for seafarers.\nbody|It is full.\nbody|It is full."
        ),
    ]

    @Test(arguments: heads + feet + joins + characters)
    func cleans(_ example: Case) throws {
        let document = document(example.text)
        let cleaned = document.applying(try stage.cleaning(of: document))
        #expect(listed(cleaned) == example.rest)
        expectVerbatimRuns(cleaned, of: document.text)
        // A clean text stays as it is.
        if !example.rest.contains("link|"), cleaned.zones.count > 1 {
            let again = try document2(cleaned)
            #expect(string(again) == string(cleaned))
        }
    }

    private func document2(_ cleaned: Document) throws -> Document {
        cleaned.applying(try stage.cleaning(of: cleaned))
    }

    @Test func joinsInsideBlocksOnly() throws {
        let document = document(of: [
            (.title, "The port"),
            (
                .body,
                "The office has opened a shelter for seafarers\nwho were held on board this winter, and for the"
            ),
            (.body, "others"), (.body, "as well"), (.preformatted, "x  y\n\n  if a"),
            (.tableHeader, "Name\t\tBeds\t"), (.tableRow, "\tVila\t36"),
        ])
        let cleaned = document.applying(try stage.cleaning(of: document))
        #expect(
            listed(cleaned) == """
                title|The port
                body|The office has opened a shelter for seafarers who were held on board this winter, and for the
                body|others
                body|as well
                preformatted|x  y

                  if a
                tableHeader|Name\t\tBeds\t
                tableRow|\tVila\t36
                """)
    }

    @Test(arguments: [
        (
            "Harbour Office Opens Second Shelter\nShare this page\nThe shelter has 36 beds.",
            ["BOILERPLATE"]
        ),
        ("The shelter has \u{FFFD}36 beds.", ["ENCODING"]),
        (
            "Harbour Office Opens Second Shelter\nThe shelter has 36 beds and is paid for by twelve shipping lines.\nIn the coming winter it will take in up to eighty seafarers, says the off",
            ["TRUNCATED_BODY"]
        ),
        (
            "Harbour Office Opens Second Shelter\nThe shelter has 36 beds and is paid for by twelve shipping lines.\nIn the coming winter it will take in up to eighty seafarers, it says.\nHarbour Office",
            []
        ),
    ])
    func remarks(_ text: String, _ codes: [String]) throws {
        let document = document(text)
        let cleaned = document.applying(try stage.cleaning(of: document))
        #expect(cleaned.remarks.map(\.code) == codes)
        #expect(cleaned.remarks.allSatisfy { $0.source != nil })
    }

    @Test(arguments: [
        "-\n", "a\n", "Home\nHome\n", "A +  A -\n", "See also:\n", "a  ", ".A", "x-\ny",
        "12\n404\n", "(a)Bc", "\u{AD}", "The port is\nold ", "aBcD",
    ])
    func takesLinearTime(_ piece: String) throws {
        let document = document(String(repeating: piece, count: 10_000))
        let clock = ContinuousClock()
        let time = try clock.measure {
            _ = document.applying(try stage.cleaning(of: document))
        }
        #expect(time < .seconds(20))
    }

    private static let stage = LineCleaner(settings: NoSettings(), resources: .shipped)

    private var stage: LineCleaner { Self.stage }

    private func listed(_ document: Document) -> String {
        document.zones.map { "\($0.value)|\(document[$0.span])" }.joined(separator: "\n")
    }
}
