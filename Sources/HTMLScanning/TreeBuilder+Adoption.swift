/// The adoption agency algorithm: what an end tag of a formatting element does.
extension TreeBuilder {
    /// The latest active formatting element of that tag after the last marker.
    func activeFormatting(_ tag: HTMLTag) -> NodeID? {
        for id in formatting.reversed() {
            if id == Self.marker { return nil }
            if nodes[Int(id)].tag == tag { return id }
        }
        return nil
    }

    mutating func adopt(_ tag: HTMLTag, _ token: HTMLToken) {
        if currentTag == tag, let current = stack.last {
            if formatting.last == current {
                // The usual case, in which nothing has to move.
                pop()
                formatting.removeLast()
                return
            }
            if !formatting.contains(current) {
                pop()
                return
            }
        }
        for _ in 0..<8 {
            guard let element = activeFormatting(tag) else {
                endOther(token)
                return
            }
            guard let position = stack.elements.lastIndex(of: element) else {
                formatting.removeAll { $0 == element }
                return
            }
            guard isElementInScope(element) else { return }
            guard
                let furthest = stack.elements[(position + 1)...].firstIndex(where: { isSpecial($0) }
                )
            else {
                while stack.count > position { pop() }
                formatting.removeAll { $0 == element }
                return
            }
            guard relocate(element, at: position, furthest: furthest) else {
                // No copies left: close as an ordinary element.
                endOther(token)
                return
            }
        }
    }

    private func isElementInScope(_ element: NodeID) -> Bool {
        for id in stack.elements.reversed() {
            if id == element { return true }
            let node = nodes[Int(id)]
            if node.namespace == .html
                ? node.tag.traits.contains(.scope) : isSpecial(id)
            {
                return false
            }
        }
        return false
    }

    /// Splits `element` around the block at `furthest`; false where no copy may be made.
    private mutating func relocate(
        _ element: NodeID, at position: Int, furthest furthestIndex: Int
    ) -> Bool {
        let furthest = stack[furthestIndex]
        let ancestor = stack[position - 1]
        guard var bookmark = formatting.firstIndex(of: element) else { return false }
        var last = furthest
        var index = furthestIndex
        var steps = 0
        while true {
            index -= 1
            let node = stack[index]
            if node == element { break }
            steps += 1
            var place = formatting.firstIndex(of: node)
            if steps > 3, let stale = place {
                formatting.remove(at: stale)
                if stale < bookmark { bookmark -= 1 }
                place = nil
            }
            guard let place else {
                removeFromStack(node)
                continue
            }
            guard let copy = copyElement(node) else { return false }
            formatting[place] = copy
            replace(at: index, by: copy)
            if last == furthest { bookmark = place + 1 }
            detach(last)
            append(last, to: copy)
            last = copy
        }
        guard let copy = copyElement(element) else { return false }
        detach(last)
        let fostered = fosters
        fosters = true
        insert(last, at: placeForNode(override: ancestor))
        fosters = fostered
        moveChildren(of: furthest, to: copy)
        append(copy, to: furthest)
        guard let old = formatting.firstIndex(of: element) else { return false }
        formatting.remove(at: old)
        if old < bookmark { bookmark -= 1 }
        formatting.insert(copy, at: min(bookmark, formatting.count))
        removeFromStack(element)
        if let below = stack.elements.lastIndex(of: furthest) {
            insertIntoStack(copy, at: below + 1)
        }
        return true
    }

    private mutating func moveChildren(of parent: NodeID, to other: NodeID) {
        let first = nodes[Int(parent)].firstChild
        nodes[Int(other)].firstChild = first
        nodes[Int(other)].lastChild = nodes[Int(parent)].lastChild
        nodes[Int(parent)].firstChild = HTMLTree.none
        nodes[Int(parent)].lastChild = HTMLTree.none
        var child = first
        while child != HTMLTree.none {
            nodes[Int(child)].parent = other
            child = nodes[Int(child)].next
        }
    }
}
