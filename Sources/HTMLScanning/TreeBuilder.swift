import DocumentModel

/// Builds the tree by the WHATWG tree construction rules (HTML, section 13.2.6), scripting off.
///
/// The rules for each insertion mode stand in files of their own; this one holds the state and the
/// steps they share. What could take more than linear time is bounded: open elements by the depth,
/// copies of formatting elements by a budget. Neither bound costs text.
struct TreeBuilder: ~Copyable {
    typealias NodeID = HTMLTree.NodeID
    typealias Node = HTMLTree.Node

    enum Mode: UInt8 {
        case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text
        case inTable, inCaption, inColumnGroup, inTableBody, inRow, inCell
        case inTemplate
        case afterBody, inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var tokenizer: HTMLTokenizer
    var nodes: Arena<Node>
    var mode = Mode.initial
    var originalMode = Mode.initial
    var templateModes: [Mode] = []
    /// Open elements, the document's element first.
    var stack: Arena<NodeID>
    /// How many open elements of the HTML namespace have each tag.
    var openCounts: Arena<Int32>
    /// How many open elements are not HTML.
    var foreignCount = 0
    /// Active formatting elements; markers are -1.
    var formatting: [NodeID] = []
    var head = HTMLTree.none
    var form = HTMLTree.none
    var allowsFrameset = true
    var fosters = false
    var ignoresLineFeed = false
    var isQuirky = false
    var isFinished = false

    /// Never set. Values that may hold anything are passed by their address; without it the compiler
    /// hands each method that only reads a copy of the whole builder, at half the time of a page.
    private let isPassedByAddress: (any Sendable)? = nil

    let maximumDepth: Int
    /// Start tags beyond the depth whose end tags are still to come.
    var overflow = [Int32](repeating: 0, count: HTMLTag.allCases.count)
    var overflowCount = 0
    /// Copies of formatting elements that may still be made.
    var copies: Int
    var ranOutOfCopies = false
    var ranOutOfDepth = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = max(16, maximumDepth)
        tokenizer = HTMLTokenizer(bytes)
        copies = 4096 + bytes.count / 32
        stack = Arena(minimumCapacity: 64)
        openCounts = Arena(minimumCapacity: HTMLTag.allCases.count)
        for _ in HTMLTag.allCases { openCounts.append(0) }
        nodes = Arena(minimumCapacity: 64 + bytes.count / 48)
        nodes.append(
            Node(
                kind: .document, tag: .unknown, namespace: .html, hasReferences: false, start: 0,
                end: 0))
    }

    mutating func run() {
        while !isFinished {
            if foreignCount > 0, let current = stack.last {
                tokenizer.allowsCDATA = nodes[Int(current)].namespace != .html
            } else {
                tokenizer.allowsCDATA = false
            }
            process(tokenizer.next())
        }
    }

    /// The names of limits that the page ran into, sorted.
    var limits: [String] {
        (ranOutOfDepth ? ["depth"] : []) + (ranOutOfCopies ? ["formatting"] : [])
    }

    // MARK: Dispatch

    @inline(__always)
    private mutating func process(_ token: HTMLToken) {
        if ignoresLineFeed {
            ignoresLineFeed = false
            if token.kind == .text {
                processWithoutLineFeed(token)
                return
            }
        }
        if stack.count >= maximumDepth || overflowCount > 0, absorbsOverflow(token) { return }
        if foreignCount > 0, isForeign(token) { foreign(token) } else { dispatch(token) }
    }

    /// The line feed that a `pre` or a `textarea` begins with is not part of its text.
    private mutating func processWithoutLineFeed(_ token: HTMLToken) {
        var token = token
        token.start += lineFeedLength(token)
        if token.start < token.end { process(token) }
    }

    /// The length of the line feed that a text begins with; 0 where it does not.
    private func lineFeedLength(_ token: HTMLToken) -> Int {
        switch bytes[token.start] {
        case 0x0D:
            return token.start + 1 < token.end && bytes[token.start + 1] == 0x0A ? 2 : 1
        case 0x0A: return 1
        case UInt8(ascii: "&") where token.hasReferences:
            let reference = CharacterReference(in: bytes, at: token.start, before: token.end)
            return reference?.first == "\n" ? reference?.length ?? 0 : 0
        default: return 0
        }
    }

    mutating func dispatch(_ token: HTMLToken) {
        apply(mode, token)
    }

    mutating func apply(_ mode: Mode, _ token: HTMLToken) {
        switch mode {
        case .initial: initial(token)
        case .beforeHTML: beforeHTML(token)
        case .beforeHead: beforeHead(token)
        case .inHead: inHead(token)
        case .inHeadNoscript: inHeadNoscript(token)
        case .afterHead: afterHead(token)
        case .inBody: inBody(token)
        case .text: text(token)
        case .inTable: inTable(token)
        case .inCaption: inCaption(token)
        case .inColumnGroup: inColumnGroup(token)
        case .inTableBody: inTableBody(token)
        case .inRow: inRow(token)
        case .inCell: inCell(token)
        case .inTemplate: inTemplate(token)
        case .afterBody: afterBody(token)
        case .inFrameset: inFrameset(token)
        case .afterFrameset: afterFrameset(token)
        case .afterAfterBody: afterAfterBody(token)
        case .afterAfterFrameset: afterAfterFrameset(token)
        }
    }

    // MARK: Depth

    private mutating func absorbsOverflow(_ token: HTMLToken) -> Bool {
        switch token.kind {
        case .startTag: absorbsOverflow(start: token)
        case .endTag: absorbsOverflow(end: token)
        default: false
        }
    }

    /// Keeps an element beyond the depth as a leaf, so that its end tag closes nothing else.
    private mutating func absorbsOverflow(start token: HTMLToken) -> Bool {
        guard stack.count >= maximumDepth else { return false }
        let traits = token.tag.traits
        guard traits.isDisjoint(with: [.void, .rawText]), !token.isSelfClosing else { return false }
        insert(makeElement(token, .html), at: placeForNode())
        overflow[Int(token.tag.rawValue)] += 1
        overflowCount += 1
        ranOutOfDepth = true
        return true
    }

    private mutating func absorbsOverflow(end token: HTMLToken) -> Bool {
        guard overflowCount > 0, overflow[Int(token.tag.rawValue)] > 0 else { return false }
        overflow[Int(token.tag.rawValue)] -= 1
        overflowCount -= 1
        return true
    }

    // MARK: Links

    mutating func append(_ id: NodeID, to parent: NodeID) {
        let last = nodes[Int(parent)].lastChild
        nodes[Int(id)].parent = parent
        nodes[Int(id)].previous = last
        nodes[Int(id)].next = HTMLTree.none
        if last == HTMLTree.none {
            nodes[Int(parent)].firstChild = id
        } else {
            nodes[Int(last)].next = id
        }
        nodes[Int(parent)].lastChild = id
    }

    mutating func insert(_ id: NodeID, before sibling: NodeID) {
        let parent = nodes[Int(sibling)].parent
        let previous = nodes[Int(sibling)].previous
        nodes[Int(id)].parent = parent
        nodes[Int(id)].previous = previous
        nodes[Int(id)].next = sibling
        nodes[Int(sibling)].previous = id
        if previous == HTMLTree.none {
            nodes[Int(parent)].firstChild = id
        } else {
            nodes[Int(previous)].next = id
        }
    }

    mutating func detach(_ id: NodeID) {
        let node = nodes[Int(id)]
        guard node.parent != HTMLTree.none else { return }
        if node.previous == HTMLTree.none {
            nodes[Int(node.parent)].firstChild = node.next
        } else {
            nodes[Int(node.previous)].next = node.next
        }
        if node.next == HTMLTree.none {
            nodes[Int(node.parent)].lastChild = node.previous
        } else {
            nodes[Int(node.next)].previous = node.previous
        }
        nodes[Int(id)].parent = HTMLTree.none
        nodes[Int(id)].previous = HTMLTree.none
        nodes[Int(id)].next = HTMLTree.none
    }

    // MARK: Inserting

    struct Place {
        let parent: NodeID
        /// The sibling to stand before; none to come last.
        let before: NodeID
    }

    /// "The appropriate place for inserting a node".
    @inline(__always)
    func placeForNode(override: NodeID? = nil) -> Place {
        let target = override ?? stack.last ?? HTMLTree.document
        guard fosters, nodes[Int(target)].namespace == .html else {
            return Place(parent: target, before: HTMLTree.none)
        }
        return placeToFoster(target)
    }

    private func placeToFoster(_ target: NodeID) -> Place {
        switch nodes[Int(target)].tag {
        case .table, .tbody, .tfoot, .thead, .tr: break
        default: return Place(parent: target, before: HTMLTree.none)
        }
        let table = stack.elements.lastIndex { isHTML($0, .table) }
        let template = stack.elements.lastIndex { isHTML($0, .template) }
        if let template, table.map({ template > $0 }) ?? true {
            return Place(parent: stack[template], before: HTMLTree.none)
        }
        guard let table else { return Place(parent: stack[0], before: HTMLTree.none) }
        if nodes[Int(stack[table])].parent != HTMLTree.none {
            return Place(parent: nodes[Int(stack[table])].parent, before: stack[table])
        }
        return Place(parent: stack[max(0, table - 1)], before: HTMLTree.none)
    }

    @inline(__always)
    mutating func insert(_ id: NodeID, at place: Place) {
        if place.before == HTMLTree.none {
            append(id, to: place.parent)
        } else {
            insert(id, before: place.before)
        }
    }

    @inline(__always)
    mutating func add(_ node: Node) -> NodeID {
        nodes.append(node)
        return NodeID(truncatingIfNeeded: nodes.count &- 1)
    }

    @inline(__always)
    mutating func makeElement(_ token: HTMLToken, _ namespace: HTMLTree.Namespace) -> NodeID {
        var node = Node(
            kind: .element, tag: token.tag, namespace: namespace, hasReferences: false,
            start: UInt32(token.start), end: UInt32(token.end))
        node.firstAttribute = UInt32(token.attributes.lowerBound)
        node.attributeCount = UInt16(clamping: token.attributes.count)
        return add(node)
    }

    /// An element that the page implies but does not hold.
    func implied(_ tag: HTMLTag, at token: HTMLToken) -> HTMLToken {
        var implied = HTMLToken(kind: .startTag, start: token.start, end: token.start)
        implied.tag = tag
        return implied
    }

    @discardableResult
    mutating func insertElement(
        _ token: HTMLToken, _ namespace: HTMLTree.Namespace = .html
    ) -> NodeID {
        let id = makeElement(token, namespace)
        insert(id, at: placeForNode())
        push(id)
        return id
    }

    /// Inserts an element that has no content.
    mutating func insertVoid(_ token: HTMLToken, _ namespace: HTMLTree.Namespace = .html) {
        insert(makeElement(token, namespace), at: placeForNode())
    }

    mutating func insertText(_ token: HTMLToken) {
        guard token.start < token.end else { return }
        let place = placeForNode()
        guard place.parent != HTMLTree.document else { return }
        let id = add(
            Node(
                kind: .text, tag: .unknown, namespace: .html, hasReferences: token.hasReferences,
                start: UInt32(token.start), end: UInt32(token.end)))
        insert(id, at: place)
    }

    mutating func insertComment(_ token: HTMLToken, in parent: NodeID? = nil) {
        let id = add(
            Node(
                kind: token.kind == .doctype ? .doctype : .comment, tag: .unknown, namespace: .html,
                hasReferences: false, start: UInt32(token.start), end: UInt32(token.end)))
        if let parent { append(id, to: parent) } else { insert(id, at: placeForNode()) }
    }

    /// Inserts an element whose content is text up to its end tag.
    mutating func insertRaw(_ token: HTMLToken, _ model: ContentModel) {
        insertElement(token)
        tokenizer.contentModel = model
        tokenizer.rawTag = token.tag
        originalMode = mode
        mode = .text
    }

    // MARK: White space

    /// The white space a text begins with, and the rest.
    func splitSpace(_ token: HTMLToken) -> (space: HTMLToken, rest: HTMLToken?) {
        var end = token.start
        while end < token.end, bytes[end].isASCIIWhitespace { end += 1 }
        var space = token
        space.end = end
        guard end < token.end else { return (space, nil) }
        var rest = token
        rest.start = end
        return (space, rest)
    }

    /// Inserts the white space of a text, and nothing else of it.
    mutating func insertSpaces(_ token: HTMLToken) {
        var part = token
        while part.start < token.end {
            while part.start < token.end, !bytes[part.start].isASCIIWhitespace { part.start += 1 }
            part.end = part.start
            while part.end < token.end, bytes[part.end].isASCIIWhitespace { part.end += 1 }
            insertText(part)
            part.start = part.end
        }
    }

    func isSpace(_ token: HTMLToken) -> Bool {
        var offset = token.start
        while offset < token.end {
            // NUL is passed over in a body, so it is not text either.
            guard bytes[offset].isASCIIWhitespace || bytes[offset] == 0 else { return false }
            offset += 1
        }
        return true
    }
}
