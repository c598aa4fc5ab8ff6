package import DocumentModel
package import StageKit
import TextAnalysis

/// Reads the main text of HTML pages.
package struct HTMLExtractor: Extractor {
    package static let name: StageName = "extract-html"
    package static let summary =
        "Reads the main text of an HTML page: its title, paragraphs, lists and tables, without page furniture."

    package struct Settings: StageSettings {
        @Setting("The charset of the pages by its name, or “auto” to find out.")
        package var charset = "auto"

        @Setting(
            """
            What kind of page all pages are: it decides what of them is main text. “auto” tells \
            each page's kind from what it declares and how it is built.
            """)
        package var profile = PageProfile.auto

        @Setting("The largest page read, in megabytes.", in: 1...2000)
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
        reader = try MainText(
            .mainText, profile: settings.profile, charsetSetting: settings.charset,
            megabytes: settings.maximumMegabytes,
            depth: settings.maximumDepth, resources: resources)
    }

    package func accepts(_ page: Page) -> Bool { MainText.accepts(page) }

    package func document(from page: Page) throws(StageError) -> Document {
        try reader.document(from: page)
    }
}

extension MainText {
    /// The reader that the settings of either extractor call for.
    init(
        _ extent: Extent, profile: PageProfile = .auto, charsetSetting: String, megabytes: Int,
        depth: Int,
        resources: StageResources
    ) throws(StageError) {
        var forced: Charset?
        if charsetSetting != "auto" {
            guard let known = Charset(label: charsetSetting) else {
                throw StageError(
                    .unsupported,
                    "“charset” is “\(charsetSetting)”: write “auto” or a label such as “utf-8”")
            }
            forced = known
        }
        self.init(
            extent, profile: profile, charset: forced, maximumBytes: megabytes * 1_000_000,
            maximumDepth: depth,
            resources: resources)
    }

    /// Whether a page is HTML: by its media type, or by its first bytes where that is not known.
    static func accepts(_ page: Page) -> Bool {
        switch page.mediaType {
        case "text/html", "application/xhtml+xml": true
        case nil, "", "application/octet-stream": PageFormat.isHTML(page.body)
        default: false
        }
    }
}
