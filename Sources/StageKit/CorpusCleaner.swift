public import DocumentModel

/// A cleaner that knows the corpus: what it takes out of one page it has learnt from many.
///
/// The engine goes over the pages twice. On the first pass it asks for the tally of each page, adds
/// them up and hands the sum to ``knowing(_:)``; on the second, the cleaner that comes back cleans.
/// So the stage stays a value that keeps nothing between documents.
public protocol CorpusCleaner: Cleaner {
    associatedtype Tally: CorpusTally

    /// Whether it must be shown the corpus first: false where its settings name a saved profile.
    var learnsFromCorpus: Bool { get }

    /// What one page adds to the tally, from the document that ``Cleaner/cleaning(of:)`` will be
    /// given on the second pass.
    func tally(of document: Document) throws(StageError) -> Tally.PageTally

    /// This cleaner with the knowledge of a corpus.
    func knowing(_ tally: Tally) -> Self

    /// The knowledge as a text file that the stage's settings can name, the same bytes for the same
    /// pages.
    func profile(of tally: Tally) -> [UInt8]
}

/// What the pages of a corpus show together.
///
/// The pages may be added in any order: the sum is the same. It stays bounded however many there
/// are.
public protocol CorpusTally: Sendable {
    associatedtype PageTally: Sendable

    /// The tally of no pages.
    init()

    mutating func add(_ page: PageTally)
}
