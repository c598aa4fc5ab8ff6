/// A mention: one span of text and what a stage read there.
public struct Mention<Value: LayerValue>: Hashable, Sendable, Codable {
    public let span: TextSpan
    public let value: Value

    @inlinable
    public init(_ span: TextSpan, _ value: Value) {
        self.span = span
        self.value = value
    }
}

/// What a mention may carry.
public typealias LayerValue = Hashable & Sendable & Codable

/// The name of a layer of mentions, as stages declare it and configs print it.
public struct LayerName: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
}

/// A layer name that also says what its mentions carry.
///
/// Add a layer by extending this type, next to the value it carries:
///
/// ```swift
/// extension LayerKey where Value == AgeReading {
///     public static let ages = LayerKey("ages")
/// }
/// ```
public struct LayerKey<Value: LayerValue>: Hashable, Sendable {
    public let name: LayerName

    public init(_ name: String) {
        self.name = LayerName(rawValue: name)
    }
}

/// The mentions of one layer, sorted by span.
@usableFromInline
struct Layer<Value: LayerValue>: Sendable {
    @usableFromInline let mentions: [Mention<Value>]

    @inlinable
    init(mentions: [Mention<Value>]) {
        self.mentions = mentions
    }
}

/// A layer whose mentions carry values of a type that the asker does not know.
protocol SomeLayer {
    var contents: [(span: TextSpan, value: any LayerValue)] { get }
}

extension Layer: SomeLayer {
    var contents: [(span: TextSpan, value: any LayerValue)] {
        mentions.map { ($0.span, $0.value) }
    }
}
