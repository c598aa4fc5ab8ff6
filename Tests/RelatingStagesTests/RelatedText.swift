import DocumentModel
import Foundation
import StageCatalog
import StageKit

/// A short text with all that the taggers and relators find in it.
enum RelatedText {
    private static let annotators: [any Annotator] = {
        guard let resources = try? StageResources.bundled() else { return [] }
        return stageCatalog.filter { [.tagger, .relator].contains($0.manifest.kind) }.compactMap {
            try? $0.make(settings: Data("{}".utf8), resources: resources) as? any Annotator
        }
    }()

    /// Lines are blocks; the first is a title where `hasTitle`, those with tabs are table rows.
    static func document(
        _ text: String, _ language: LanguageCode = .english, published: String? = nil,
        hasTitle: Bool = false
    ) throws -> Document {
        let bytes = Array(text.utf8)
        var zones: [Mention<Zone>] = []
        var start = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let span = TextSpan(start..<(start + line.count))
            if span.length > 0 {
                let zone: Zone =
                    line.contains(UInt8(ascii: "\t"))
                    ? .tableRow : hasTitle && start == 0 ? .title : .body
                zones.append(Mention(span, zone))
            }
            start = span.upperBound + 1
        }
        var document = Document(
            location: PageLocation(rawValue: "example"),
            metadata: DocumentMetadata(
                publishedDate: published, publishedDateSource: published == nil ? .none : .page,
                declaredLanguage: language),
            text: bytes, offsets: .identity(length: bytes.count), zones: zones)
        for annotator in annotators { document = try annotator.annotating(document) }
        return document
    }
}

/// A text and the rows, as they describe themselves, that it gives.
struct RelatedCase: Sendable {
    let text: String
    let language: LanguageCode
    let expected: [String]

    init(_ text: String, _ language: LanguageCode, _ expected: [String]) {
        self.text = text
        self.language = language
        self.expected = expected
    }
}
