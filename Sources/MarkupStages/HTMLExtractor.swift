package import DocumentModel
package import StageKit

/// Reads the main text of HTML pages.
package struct HTMLExtractor: Extractor {
    package static let name: StageName = "extract-html"
    package static let summary =
        "Reads the main text of an HTML page: its title, paragraphs, lists and tables, without page furniture."

    package struct Settings: StageSettings {
        @Setting("The charset of the pages by its WHATWG label, or “auto” to find it out.")
        package var charset = "auto"

        @Setting(
            """
            What kind of page all pages are: it decides what of them is main text. “auto” tells \
            each page's kind from what it declares and how it is built.
            """)
        package var profile = PageProfile.auto

        @Setting(
            """
            Whether what the page says of itself is read too: its title as a value, address, dates, \
            publisher and template. Without, it is read a little faster.
            """)
        package var metadata = true

        @Setting("The largest page read, in megabytes.", in: 1...400)
        package var maximumMegabytes = 200

        @Setting(
            "How many elements may be open at a time; deeper ones lose their nesting, not their text.",
            in: 32...4096)
        package var maximumDepth = 512

        package init() {}
    }

    package static let examples = [
        StageExample(
            "<nav><a href=/>Home</a></nav><main><h1>Report</h1><p>In 2019, 12 people were helped.</main>",
            leaves: "Report\nIn 2019, 12 people were helped."),
        StageExample(
            "<p>Ni&ntilde;as y<br>ni&ntilde;os</p><table><tr><th>Year<th>Cases<tr><td>2018<td>12</table>",
            in: .spanish, leaves: "Niñas y\nniños\nYear\tCases\n2018\t12"),
    ]

    private let reader: MainText

    package init(settings: Settings, resources: StageResources) throws(StageError) {
        reader = MainText(
            .mainText, profile: settings.profile,
            try PageDecoder(charset: settings.charset, megabytes: settings.maximumMegabytes),
            maximumDepth: settings.maximumDepth, resources: resources,
            readsFacts: settings.metadata)
    }

    package func accepts(_ page: Page) -> Bool { PageDecoder.accepts(page) }

    package func document(from page: Page) throws(StageError) -> Document {
        try reader.document(from: page)
    }
}
