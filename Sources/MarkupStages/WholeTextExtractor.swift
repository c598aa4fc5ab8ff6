package import DocumentModel
package import StageKit

/// Reads everything a reader of an HTML page sees.
package struct WholeTextExtractor: Extractor {
    package static let name: StageName = "extract-whole-text"
    package static let summary = "Reads all visible text of an HTML page, page furniture included."

    package struct Settings: StageSettings {
        @Setting("The charset of the pages by its WHATWG label, or “auto” to find it out.")
        package var charset = "auto"

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
            "<nav><a href=/>Home</a></nav><p>In 2019, 12 people were helped.",
            leaves: "Home\nIn 2019, 12 people were helped.")
    ]

    private let reader: MainText

    package init(settings: Settings, resources: StageResources) throws(StageError) {
        reader = MainText(
            .wholeText,
            try PageDecoder(charset: settings.charset, megabytes: settings.maximumMegabytes),
            maximumDepth: settings.maximumDepth, resources: resources)
    }

    package func accepts(_ page: Page) -> Bool { PageDecoder.accepts(page) }

    package func document(from page: Page) throws(StageError) -> Document {
        try reader.document(from: page)
    }
}
