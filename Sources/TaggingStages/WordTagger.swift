package import DocumentModel
package import StageKit
import TextAnalysis

/// Parts text into words, numbers and marks: what all taggers stand on.
package struct WordTagger: Tagger {
    package static let name: StageName = "tag-words"
    package static let summary = "Parts text into words, runs of digits, and marks."
    package static let provides = LayerKey<Word>.words
    package static let examples = [
        StageExample("⟦12⟧ ⟦victims⟧⟦,⟧ ⟦girls⟧", reads: ["digits", "letters", "mark", "letters"])
    ]

    private let segmenter = WordSegmenter()

    package init(settings: NoSettings, resources: StageResources) {}

    package func mentions(in document: Document) throws(StageError) -> [Mention<Word>] {
        segmenter.words(in: document.text)
    }
}
