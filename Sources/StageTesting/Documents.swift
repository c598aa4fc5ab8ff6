package import DocumentModel
package import StageKit

extension Document {
    /// The document whose text is `marked` without its brackets; each line is a zone of body text.
    package init(_ marked: MarkedText, in language: LanguageCode) {
        self.init(text: marked.text, in: language)
    }

    /// The document as plain text is extracted: all of it one zone of body text.
    init(uncleaned marked: MarkedText, in language: LanguageCode) {
        let zone = TextSpan(0..<marked.text.utf8.count)
        self.init(
            Array(marked.text.utf8), in: language,
            zones: zone.length > 0 ? [Mention(zone, .body)] : [])
    }

    init(text: String, in language: LanguageCode) {
        let bytes = Array(text.utf8)
        var zones: [Mention<Zone>] = []
        var start = 0
        for end in bytes.indices.filter({ bytes[$0] == UInt8(ascii: "\n") }) + [bytes.count] {
            if start < end { zones.append(Mention(TextSpan(start..<end), .body)) }
            start = end + 1
        }
        self.init(bytes, in: language, zones: zones)
    }

    private init(_ bytes: [UInt8], in language: LanguageCode, zones: [Mention<Zone>]) {
        self.init(
            location: PageLocation(rawValue: "example"),
            metadata: DocumentMetadata(declaredLanguage: language), text: bytes,
            offsets: .identity(length: bytes.count), zones: zones)
    }

    /// Documents that no stage may trap on.
    package static let hostile: [Document] =
        hostileTexts.map { Document(text: $0, in: .undetermined) }
        + hostileTexts.prefix(4).map { Document(text: $0, in: .english) }
        + hostileEnglish.map { Document(text: $0, in: .english) }
        + [
            Document(
                Array("12 people, without any zone.\n\n34\tmore".utf8), in: .english, zones: [])
        ]

    private static let hostileTexts = [
        "",
        " \n\t\u{A0}\u{2003}\n ",
        "…!?.,;:()[]{}«»“”'\"-–—/\\|@#%&*+=<>~^$€",
        String(repeating: "a", count: 5_000),
        String(repeating: "9", count: 5_000),
        String(repeating: "1,", count: 2_000),
        String(repeating: "(", count: 2_000) + "5" + String(repeating: ")", count: 2_000),
        "12 людей 十二人 ١٢ شخص १२ लोग twelve doce douze\u{200F}\u{202E}12\u{202C}",
        "nul \u{0} 12\u{0}women \u{1}\u{7F}\u{FEFF}\u{FFFD}",
        "e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 12 🇵🇪 ﬁfty Ⅻ ½ 12\u{200B}34 ¹²",
        "-", ".", "1", "1.", "%", "$", "\n", "\t\t\t", "a\n\n\nb\r\nc\u{2028}d\u{85}e",
    ]

    /// What once trapped, or took more than time in proportion to the text.
    private static let hostileEnglish = [
        "a tree 1000000000000000000000 years old or older, 1000000000000000000000 years old or less",
        String(repeating: "123 456 ", count: 500),
        "Cases of trafficking by year: " + String(repeating: "12\t", count: 500),
        "Trafficking: " + String(repeating: "from Peru to Chile trafficked ", count: 100),
    ]

    /// This document after `stages`.
    package func annotating(with stages: [any Annotator]) throws(StageError) -> Document {
        var document = self
        for stage in stages { document = try stage.annotating(document) }
        return document
    }

    /// This document after `stages`; nil where one of them refuses it.
    func annotated(by stages: [any Annotator]) -> Document? {
        try? annotating(with: stages)
    }

    func cleaned(by cleaners: [any Cleaner]) throws(StageError) -> Document {
        var document = self
        for cleaner in cleaners { document = document.applying(try cleaner.cleaning(of: document)) }
        return document
    }

    /// Whether `span` is a non-empty part of the text that splits no character.
    package func holds(_ span: TextSpan) -> Bool {
        span.length > 0 && bounds(span)
    }

    /// Whether `span`, perhaps empty, lies inside the text and splits no code point.
    func bounds(_ span: TextSpan) -> Bool {
        span.lowerBound >= 0 && span.upperBound <= text.count
            && [span.lowerBound, span.upperBound].allSatisfy { offset in
                offset == text.count || text[offset] & 0b1100_0000 != 0b1000_0000
            }
    }

    /// The beginning of the text, for messages.
    var shown: String {
        "“\(String(String(decoding: text, as: UTF8.self).debugDescription.dropFirst().prefix(40)))”"
    }
}

extension Stage {
    /// The stage with its default settings.
    package static func withDefaults(_ resources: StageResources) throws(StageError) -> Self {
        try Self(settings: Settings(), resources: resources)
    }
}
