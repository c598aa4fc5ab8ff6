import DocumentModel

/// A page as a tree of byte ranges.
///
/// Nodes stand in one array and are linked by their indices, so that depth costs no stack and a
/// page is let go of at once. Texts and attribute values are ranges of the page's bytes; character
/// references in them are decoded when they are asked for.
///
/// What is read for every node is `public`, though the target is no product: the compiler inlines
/// nothing that is `package` into other targets.
public struct HTMLTree: ~Copyable, Sendable {
    /// The place of a node in the tree. The document is 0.
    public typealias NodeID = Int32
    @inlinable @inline(__always)
    public static var document: NodeID { 0 }
    @inlinable @inline(__always)
    public static var none: NodeID { -1 }

    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        case document, element, text, comment, doctype
    }

    public enum Namespace: UInt8, BitwiseCopyable, Sendable {
        case html, svg, mathML
    }

    /// Thirty-six bytes: a page has a node for every seventy or so of its own.
    public struct Node: BitwiseCopyable, Sendable {
        public let tag: HTMLTag
        /// The kind, the namespace and two flags.
        @usableFromInline var packed: UInt8
        /// Attributes beyond 65,535 are not kept.
        public internal(set) var attributeCount: UInt16 = 0
        public internal(set) var firstAttribute: UInt32 = 0
        /// The bytes of a text, a comment, or an element's name.
        public let start: UInt32
        public let end: UInt32
        public internal(set) var parent: NodeID = none
        public internal(set) var firstChild: NodeID = none
        public internal(set) var lastChild: NodeID = none
        public internal(set) var next: NodeID = none
        public internal(set) var previous: NodeID = none

        @inline(__always)
        init(
            kind: Kind, tag: HTMLTag, namespace: Namespace, hasReferences: Bool, start: UInt32,
            end: UInt32
        ) {
            self.tag = tag
            packed = kind.rawValue | namespace.rawValue << 3 | (hasReferences ? 0x20 : 0)
            self.start = start
            self.end = end
        }

        @inlinable @inline(__always)
        public var kind: Kind { Kind(rawValue: packed & 7) ?? .doctype }

        @inlinable @inline(__always)
        public var namespace: Namespace { Namespace(rawValue: packed >> 3 & 3) ?? .html }

        /// Whether character references in a text stand for characters.
        @inlinable @inline(__always)
        public var hasReferences: Bool { packed & 0x20 != 0 }

        /// Whether the element is on the builder's stack of open elements.
        var isOpen: Bool {
            get { packed & 0x40 != 0 }
            set { packed = newValue ? packed | 0x40 : packed & ~0x40 }
        }

        /// Whether it is an element of HTML with that tag.
        @inline(__always)
        func isHTML(_ tag: HTMLTag) -> Bool { self.tag == tag && packed & 0x18 == 0 }

        @inlinable @inline(__always)
        public var range: Range<Int> {
            Range(uncheckedBounds: (Int(start), Int(end)))
        }
    }

    /// The decoded page: valid UTF-8.
    public let source: [UInt8]
    public internal(set) var nodes: Arena<Node>
    public internal(set) var attributes: Arena<HTMLAttribute>
    /// The names of limits that the page ran into, sorted.
    public internal(set) var limits: [String] = []

    /// The tree of a page.
    ///
    /// - Parameters:
    ///   - source: Valid UTF-8 of less than 4 GiB.
    ///   - maximumDepth: How many elements may be open at a time; those beyond lose their nesting,
    ///     never their text.
    public init(parsing source: [UInt8], maximumDepth: Int = 512) {
        precondition(source.count < Int(UInt32.max), "offsets are 32 bits wide")
        self.source = source
        nodes = Arena(minimumCapacity: 0)
        attributes = Arena(minimumCapacity: 0)
        source.withUnsafeBufferPointer { bytes in
            var builder = TreeBuilder(bytes, maximumDepth: maximumDepth)
            builder.run()
            swap(&builder.nodes, &nodes)
            swap(&builder.tokenizer.attributes, &attributes)
            limits = builder.limits
        }
    }

    @inlinable @inline(__always)
    public subscript(id: NodeID) -> Node { nodes[Int(id)] }

    /// The node after `id` in document order, without its descendants; nil after the last one in
    /// `root`.
    @inlinable @inline(__always)
    public func following(_ id: NodeID, in root: NodeID = document) -> NodeID? {
        var current = id
        while current != root, current != Self.none {
            let next = nodes[Int(current)].next
            if next != Self.none { return next }
            current = nodes[Int(current)].parent
        }
        return nil
    }

    /// The node after `id` in document order; nil after the last one in `root`.
    @inlinable @inline(__always)
    public func successor(_ id: NodeID, in root: NodeID = document) -> NodeID? {
        let child = nodes[Int(id)].firstChild
        return child != Self.none ? child : following(id, in: root)
    }

    /// The first element with that tag, in document order.
    package func first(_ tag: HTMLTag, in root: NodeID = document) -> NodeID? {
        var current: NodeID? = root
        while let id = current {
            if nodes[Int(id)].kind == .element, nodes[Int(id)].tag == tag { return id }
            current = successor(id, in: root)
        }
        return nil
    }

    // MARK: Attributes

    /// The attribute of an element by its name in lower case; nil where it has none.
    @inline(__always)
    package func attribute(_ name: StaticString, of id: NodeID) -> HTMLAttribute? {
        let node = nodes[Int(id)]
        guard node.attributeCount > 0 else { return nil }
        let first = Int(node.firstAttribute)
        // Beyond some hundred attributes a page is hostile, and the search would be quadratic.
        let count = min(Int(node.attributeCount), 256)
        return source.withUnsafeBufferPointer { bytes in
            for index in first..<(first + count)
            where attributes[index].isNamed(name, in: bytes) {
                return attributes[index]
            }
            return nil
        }
    }

    /// The value of an attribute with its character references decoded.
    package func value(_ name: StaticString, of id: NodeID) -> String? {
        guard let attribute = attribute(name, of: id) else { return nil }
        let range = Int(attribute.valueStart)..<Int(attribute.valueEnd)
        var value: [UInt8] = []
        source.withUnsafeBufferPointer { bytes in
            forEachPiece(of: bytes, in: range, hasReferences: true, isAttribute: true) { piece in
                switch piece {
                case .verbatim(let range):
                    value.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
                case .reference(let scalars, _): value.append(contentsOf: scalars.utf8)
                }
            }
        }
        if value.contains(0) { value.removeAll { $0 == 0 } }
        return String(decoding: value, as: UTF8.self)
    }
}

extension HTMLAttribute {
    @inline(__always)
    package func isNamed(_ name: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(nameEnd - nameStart) == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { expected in
            for index in expected.indices
            where bytes[Int(nameStart) + index].asciiLowered != expected[index] {
                return false
            }
            return true
        }
    }
}

/// A stretch of a text as it is read: bytes as they are, or a character reference.
package enum TextPiece {
    case verbatim(Range<Int>)
    /// The scalars, and the bytes of the reference.
    case reference(ReferenceText, Range<Int>)

    /// One or two scalars.
    package struct ReferenceText: Sendable {
        package let first: Unicode.Scalar
        package let second: Unicode.Scalar?

        package var utf8: [UInt8] {
            var bytes = Array(String(Character(first)).utf8)
            if let second { bytes += Array(String(Character(second)).utf8) }
            return bytes
        }
    }
}

/// Calls `body` with the pieces of the text in `range`, in order.
@inline(__always)
package func forEachPiece(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, hasReferences: Bool,
    isAttribute: Bool = false, _ body: (TextPiece) -> Void
) {
    var start = range.lowerBound
    if hasReferences {
        let bounded = UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
        var search = start
        while let ampersand = bounded.firstOffset(of: UInt8(ascii: "&"), from: search) {
            guard
                let reference = CharacterReference(
                    in: bytes, at: ampersand, before: range.upperBound, isAttribute: isAttribute)
            else {
                search = ampersand + 1
                continue
            }
            if start < ampersand { body(.verbatim(start..<ampersand)) }
            start = ampersand + reference.length
            search = start
            body(
                .reference(
                    TextPiece.ReferenceText(first: reference.first, second: reference.second),
                    ampersand..<start))
        }
    }
    if start < range.upperBound { body(.verbatim(start..<range.upperBound)) }
}
