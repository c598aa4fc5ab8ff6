import DocumentModel

/// The stack of open elements and the list of active formatting elements.
extension TreeBuilder {
    /// The kinds of scope in which an open element is looked for.
    enum Scope {
        case plain, list, button, table
    }

    @inline(__always)
    func isHTML(_ id: NodeID, _ tag: HTMLTag) -> Bool {
        nodes[Int(id)].isHTML(tag)
    }

    var currentTag: HTMLTag {
        guard let current = stack.last, nodes[Int(current)].namespace == .html else {
            return .unknown
        }
        return nodes[Int(current)].tag
    }

    @inline(__always)
    mutating func push(_ id: NodeID) {
        stack.append(id)
        count(id, 1)
    }

    @inline(__always) @discardableResult
    mutating func pop() -> NodeID {
        guard let id = stack.last else { return HTMLTree.none }
        stack.removeLast()
        count(id, -1)
        return id
    }

    mutating func removeFromStack(_ id: NodeID) {
        guard let index = stack.elements.lastIndex(of: id) else { return }
        stack.remove(at: index)
        count(id, -1)
    }

    mutating func insertIntoStack(_ id: NodeID, at index: Int) {
        stack.insert(id, at: index)
        count(id, 1)
    }

    /// Puts a copy of an open element into its place.
    mutating func replace(at index: Int, by copy: NodeID) {
        count(stack[index], -1)
        stack[index] = copy
        count(copy, 1)
    }

    @inline(__always)
    private mutating func count(_ id: NodeID, _ change: Int32) {
        nodes[Int(id)].isOpen = change > 0
        if nodes[Int(id)].namespace == .html {
            openCounts[Int(nodes[Int(id)].tag.rawValue)] &+= change
        } else {
            foreignCount += Int(change)
        }
    }

    func isOpen(_ tag: HTMLTag) -> Bool { openCounts[Int(tag.rawValue)] > 0 }

    /// Pops up to and with the last open element of that tag.
    mutating func pop(through tag: HTMLTag) {
        while let last = stack.last {
            let isTag = isHTML(last, tag)
            pop()
            if isTag { return }
        }
    }

    mutating func pop(through tags: [HTMLTag]) {
        while let last = stack.last {
            let isTag = tags.contains { isHTML(last, $0) }
            pop()
            if isTag { return }
        }
    }

    /// Pops down to an element of one of the tags, which stays.
    mutating func clear(to tags: [HTMLTag]) {
        while let last = stack.last, !tags.contains(where: { isHTML(last, $0) }) { pop() }
    }

    // MARK: Scopes

    func isInScope(_ tag: HTMLTag, _ scope: Scope = .plain) -> Bool {
        isOpen(tag) && isInScope(scope) { isHTML($0, tag) }
    }

    func isInScope(_ tags: [HTMLTag], _ scope: Scope = .plain) -> Bool {
        tags.contains(where: { isOpen($0) })
            && isInScope(scope) { id in
                tags.contains { isHTML(id, $0) }
            }
    }

    private func isInScope(_ scope: Scope, _ isWanted: (NodeID) -> Bool) -> Bool {
        var index = stack.count &- 1
        while index >= 0 {
            let id = stack[index]
            if isWanted(id) { return true }
            if bounds(id, scope) { return false }
            index &-= 1
        }
        return false
    }

    private func bounds(_ id: NodeID, _ scope: Scope) -> Bool {
        let node = nodes[Int(id)]
        switch scope {
        case .table:
            return node.namespace == .html
                && [.html, .table, .template].contains(node.tag)
        case .plain: return boundsPlain(node)
        case .list:
            return boundsPlain(node)
                || node.namespace == .html && node.tag.traits.contains(.listScope)
        case .button: return boundsPlain(node) || node.namespace == .html && node.tag == .button
        }
    }

    @inline(__always)
    private func boundsPlain(_ node: Node) -> Bool {
        switch node.namespace {
        case .html: node.tag.traits.contains(.scope)
        case .svg: [.foreignObject, .desc, .title].contains(node.tag)
        case .mathML: [.mi, .mo, .mn, .ms, .mtext, .annotationXML].contains(node.tag)
        }
    }

    func isSpecial(_ id: NodeID) -> Bool {
        let node = nodes[Int(id)]
        return node.namespace == .html ? node.tag.traits.contains(.special) : boundsPlain(node)
    }

    // MARK: Implied end tags

    mutating func generateImpliedEnds(except tag: HTMLTag = .unknown) {
        while let last = stack.last, nodes[Int(last)].namespace == .html,
            nodes[Int(last)].tag != tag || tag == .unknown,
            nodes[Int(last)].tag.traits.contains(.impliedEnd)
        {
            pop()
        }
    }

    mutating func generateImpliedEndsThoroughly() {
        while let last = stack.last, nodes[Int(last)].namespace == .html,
            nodes[Int(last)].tag.traits.contains(.thoroughImpliedEnd)
        {
            pop()
        }
    }

    mutating func closeParagraph() {
        generateImpliedEnds(except: .p)
        pop(through: .p)
    }

    // MARK: Active formatting elements

    static var marker: NodeID { HTMLTree.none }

    mutating func insertMarker() {
        formatting.append(Self.marker)
    }

    mutating func clearFormattingToMarker() {
        while let last = formatting.popLast(), last != Self.marker {}
    }

    /// Adds an element, and drops the earliest of three alike ("Noah's Ark").
    mutating func pushFormatting(_ id: NodeID) {
        var alike = 0
        var index = formatting.count - 1
        while index >= 0, formatting[index] != Self.marker {
            if isAlike(formatting[index], id) {
                alike += 1
                if alike == 3 {
                    formatting.remove(at: index)
                    break
                }
            }
            index -= 1
            // What lies further back is kept: it costs copies, not text.
            if formatting.count - index > 64 { break }
        }
        formatting.append(id)
    }

    private func isAlike(_ one: NodeID, _ other: NodeID) -> Bool {
        let (one, other) = (nodes[Int(one)], nodes[Int(other)])
        guard one.tag == other.tag, one.attributeCount == other.attributeCount else { return false }
        guard one.attributeCount > 0 else { return true }
        guard one.attributeCount <= 8 else { return false }
        func sorted(_ node: Node) -> [[[UInt8]]] {
            let first = Int(node.firstAttribute)
            return tokenizer.attributes[first..<first + Int(node.attributeCount)].map {
                [
                    bytes[Int($0.nameStart)..<Int($0.nameEnd)].map(\.asciiLowered),
                    Array(bytes[Int($0.valueStart)..<Int($0.valueEnd)]),
                ]
            }.sorted { $0[0].lexicographicallyPrecedes($1[0]) }
        }
        return sorted(one) == sorted(other)
    }

    /// Opens again the formatting elements that a block's end closed.
    @inline(__always)
    mutating func reconstructFormatting() {
        guard let last = formatting.last, last != Self.marker, !nodes[Int(last)].isOpen else {
            return
        }
        reconstructClosed()
    }

    private mutating func reconstructClosed() {
        var index = formatting.count - 1
        while index > 0, formatting[index - 1] != Self.marker,
            !nodes[Int(formatting[index - 1])].isOpen
        {
            index -= 1
        }
        while index < formatting.count {
            guard stack.count < maximumDepth, let copy = copyElement(formatting[index]) else {
                return
            }
            insert(copy, at: placeForNode())
            push(copy)
            formatting[index] = copy
            index += 1
        }
    }

    /// Another element with the tag and attributes of `id`; nil where no more may be made.
    mutating func copyElement(_ id: NodeID) -> NodeID? {
        guard copies > 0 else {
            ranOutOfCopies = true
            return nil
        }
        copies -= 1
        let node = nodes[Int(id)]
        var copy = Node(
            kind: .element, tag: node.tag, namespace: .html, hasReferences: false,
            start: node.start, end: node.end)
        copy.firstAttribute = node.firstAttribute
        copy.attributeCount = node.attributeCount
        return add(copy)
    }

    // MARK: Resetting

    /// "Reset the insertion mode appropriately".
    mutating func resetMode() {
        for (index, id) in stack.elements.enumerated().reversed() {
            let isLast = index == 0
            guard nodes[Int(id)].namespace == .html else { continue }
            switch nodes[Int(id)].tag {
            case .td where !isLast, .th where !isLast:
                mode = .inCell
                return
            case .tr: mode = .inRow; return
            case .tbody, .thead, .tfoot: mode = .inTableBody; return
            case .caption: mode = .inCaption; return
            case .colgroup: mode = .inColumnGroup; return
            case .table: mode = .inTable; return
            case .template: mode = templateModes.last ?? .inTemplate; return
            case .head where !isLast: mode = .inHead; return
            case .body: mode = .inBody; return
            case .frameset: mode = .inFrameset; return
            case .html: mode = head == HTMLTree.none ? .beforeHead : .afterHead; return
            default: break
            }
        }
        mode = .inBody
    }
}
