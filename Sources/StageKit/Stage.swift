public import CodeLists
public import DocumentModel
public import Lexicons

/// One step of a pipeline.
///
/// A stage is a value: made once from its settings, then asked about one document after another,
/// from several threads at a time. It keeps nothing between documents.
///
/// Conform to one of the kinds, never to this protocol alone: ``Reader``, ``Extractor``,
/// ``Cleaner``, ``Tagger``, ``Relator``, ``Collator`` or ``Emitter``.
public protocol Stage: Sendable {
    associatedtype Settings: StageSettings = NoSettings

    /// The name pipelines use: a verb and its object, "tag-ages".
    static var name: StageName { get }

    /// What the stage does, in one sentence. It opens the stage's page in the reference.
    static var summary: String { get }

    /// The layers the stage reads. A stage that reads another is caught by `expectConformance`.
    static var reads: Set<LayerName> { get }

    /// Where in a pipeline the stage belongs. Given by the kind.
    static var kind: StageKind { get }

    /// The layers the stage attaches. Given by the kind.
    static var providedLayers: Set<LayerName> { get }

    /// What the stage does to short texts: printed in the reference and run as tests.
    static var examples: [StageExample] { get }

    /// The rules whose names stand in `rule_id`, for the reference.
    static var rules: [RuleDescription] { get }

    /// What this stage says of itself: what its type says, but for a stage in another process,
    /// which has a manifest of its own.
    var manifest: StageManifest { get }

    /// - Throws: ``StageError`` where a resource that the settings call for is missing, or where
    ///   settings that are each in bounds do not go together.
    init(settings: Settings, resources: StageResources) throws(StageError)
}

extension Stage {
    public static var reads: Set<LayerName> { [] }
    public static var providedLayers: Set<LayerName> { [] }
    public static var examples: [StageExample] { [] }
    public static var rules: [RuleDescription] { [] }
}

/// The kinds of stage, in the order a pipeline runs them.
public enum StageKind: String, Sendable, Codable, CaseIterable {
    case reader, extractor, cleaner, tagger, relator, collator, emitter
}

extension StageKind: Comparable {
    public static func < (lhs: StageKind, rhs: StageKind) -> Bool {
        allCases.firstIndex(of: lhs) ?? 0 < allCases.firstIndex(of: rhs) ?? 0
    }
}

/// What stages share: read-only, loaded once.
public struct StageResources: Sendable {
    public let lexicons: Lexicons
    public let codeLists: CodeLists
    let sharedValues = SharedValues()

    public init(lexicons: Lexicons, codeLists: CodeLists) {
        self.lexicons = lexicons
        self.codeLists = codeLists
    }

    /// The lexicons and code lists that ship with the package.
    ///
    /// - Throws: ``StageError`` that names the file, and line where there is one.
    public static func bundled() throws(StageError) -> StageResources {
        do {
            return StageResources(lexicons: try .bundled(), codeLists: try .bundled())
        } catch {
            throw StageError(.unavailable, "\(error)")
        }
    }
}

/// A rule that makes rows: its name, and what it looks for.
public struct RuleDescription: Hashable, Sendable, Codable {
    public let id: RuleID
    /// One sentence.
    public let summary: String

    public init(_ id: RuleID, _ summary: String) {
        self.id = id
        self.summary = summary
    }
}

/// The name a pipeline file calls a stage by: a verb and its object in kebab case, "tag-ages".
public struct StageName: Hashable, Sendable, Codable, RawRepresentable,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    public var description: String { rawValue }
}
