public import DocumentModel

/// Lists pages and brings them in.
///
/// Listing is apart from reading so that a run can be split, resumed and counted before the first
/// page is read.
public protocol Reader: Stage {
    /// The setting that `quipu run --input` fills: the paths or addresses to read.
    static var inputSetting: String { get }

    /// Hands over the pages there are, each once, in an order that the inputs alone decide.
    ///
    /// - Throws: ``RunError`` where an input that is named is not there or holds no page, or what
    ///   `take` throws.
    func list(_ take: (ListedPage) throws(RunError) -> Void) throws(RunError)

    /// The page at a location that was listed.
    func page(at location: PageLocation) throws(StageError) -> Page
}

/// A page that a reader has found and not read yet.
public struct ListedPage: Hashable, Sendable {
    public let location: PageLocation
    /// Changes when the bytes of the page may have: a size and a time of change, say. A run that
    /// was stopped goes on only where all stamps are what they were.
    public let stamp: String

    public init(_ location: PageLocation, stamp: String) {
        self.location = location
        self.stamp = stamp
    }
}

/// Turns a page into text, with the way back to its bytes.
public protocol Extractor: Stage {
    /// Whether the page is of a kind this extractor reads. The first extractor of a pipeline that
    /// says yes gets the page.
    func accepts(_ page: Page) -> Bool

    func document(from page: Page) throws(StageError) -> Document
}

/// Names the edits that rid a text of artefacts. The engine applies them and keeps the offset map.
public protocol Cleaner: Stage {
    func cleaning(of document: Document) throws(StageError) -> Cleaning
}

/// Attaches layers to documents: a ``Tagger`` or a ``Relator``, or a plugin that is only this.
public protocol Annotator: Stage {
    func annotating(_ document: Document) throws(StageError) -> Document
}

/// Finds the mentions of one layer.
public protocol Tagger: Annotator {
    associatedtype Value: LayerValue & CustomStringConvertible
    static var provides: LayerKey<Value> { get }

    /// The mentions, in any order. Each span lies inside the text, on character boundaries, and is
    /// not empty.
    func mentions(in document: Document) throws(StageError) -> [Mention<Value>]
}

/// Relates mentions into findings: statistics, country roles, flows, warnings.
public protocol Relator: Annotator {
    associatedtype Value: LayerValue & CustomStringConvertible
    static var provides: LayerKey<Value> { get }

    /// The findings with their evidence, sorted by span: an index into them names one for good.
    func findings(in document: Document) throws(StageError) -> [Mention<Value>]
}

/// Looks across documents, when all have been read.
public protocol Collator: Stage {
    /// The columns of rows already made that the collator fills, by row key.
    func collating(_ rows: [DocumentRows]) throws(StageError) -> [DocumentRows]
}

extension Reader {
    public static var kind: StageKind { .reader }
    public static var inputSetting: String { "paths" }

    /// The locations of all pages, in the order of the listing.
    public func locations() throws(RunError) -> [PageLocation] {
        var locations: [PageLocation] = []
        try list { page in locations.append(page.location) }
        return locations
    }
}

extension Extractor { public static var kind: StageKind { .extractor } }
extension Cleaner { public static var kind: StageKind { .cleaner } }
extension Tagger { public static var kind: StageKind { .tagger } }
extension Relator { public static var kind: StageKind { .relator } }
extension Collator { public static var kind: StageKind { .collator } }
extension Emitter { public static var kind: StageKind { .emitter } }

extension Tagger {
    public static var providedLayers: Set<LayerName> { [provides.name] }

    /// `document` with this stage's layer attached.
    @inlinable
    public func annotating(_ document: Document) throws(StageError) -> Document {
        document.adding(try mentions(in: document), to: Self.provides)
    }
}

extension Relator {
    public static var providedLayers: Set<LayerName> { [provides.name] }

    /// `document` with this stage's layer attached.
    @inlinable
    public func annotating(_ document: Document) throws(StageError) -> Document {
        document.adding(try findings(in: document), to: Self.provides)
    }
}
