import DocumentModel
import HTMLScanning

/// Writes the visible text under chosen nodes, block by block.
struct TextRenderer {
    typealias NodeID = HTMLTree.NodeID

    let metrics: PageMetrics
    /// A heading that is written as the title, and not again.
    let skipped: NodeID?
    private(set) var writer = BlockWriter()
    /// The cells of data tables.
    private(set) var cells = TableCells()

    /// - Parameter size: About how many bytes of text will be written.
    init(metrics: PageMetrics, skipping: NodeID? = nil, expecting size: Int = 0) {
        self.metrics = metrics
        skipped = skipping
        writer.reserveCapacity(size + size / 4)
    }

    /// Writes one element as the page's title.
    mutating func writeTitle(_ root: NodeID, _ tree: borrowing HTMLTree) {
        writer.breakBlock(.title)
        var current: NodeID? = root
        while let id = current {
            let node = tree[id]
            if node.kind == .text { add(node, Context(), tree) }
            if node.tag == .br { writer.part(with: BlockWriter.space, source: node.range) }
            let isHidden = node.kind == .element && node.tag.isHidden && id != root
            current = isHidden ? tree.following(id, in: root) : tree.successor(id, in: root)
        }
        writer.breakBlock(.body)
    }

    /// Writes a range of the `title` element's text as the page's title.
    mutating func writeTitle(_ range: Range<Int>, _ tree: borrowing HTMLTree) {
        writer.breakBlock(.title)
        tree.source.withUnsafeBufferPointer { writer.add($0, range, hasReferences: true) }
        writer.breakBlock(.body)
    }

    /// Where a walk is: what the blocks around the present node are.
    private struct Context {
        var zone = Zone.body
        var isPreformatted = false
        /// Whether the table around holds data, so that a row is one line.
        var isDataTable = false
        /// Whether the walk is in a cell of such a table.
        var isInRow = false
        /// Whether the walk is in code that stands in prose.
        var isLiteral = false
    }

    /// How many cells of the present row have begun.
    private var cellCount = 0

    /// Writes the text under `root`.
    mutating func write(_ root: NodeID, _ tree: borrowing HTMLTree) {
        var contexts: [(node: NodeID, context: Context)] = []
        var context = Context()
        writer.breakBlock(.body)
        var current: NodeID? = root
        while let id = current {
            let node = tree[id]
            var enters = true
            if node.kind == .text {
                if !tree.isDrawing(node.parent) { add(node, context, tree) }
            } else if node.kind == .element || node.kind == .document {
                enters = node.kind == .document || !metrics[id].isDropped && id != skipped
                if !enters {
                    passOver(id, node, tree)
                } else if let shown = tree.disguisedText(of: id) {
                    writer.add(
                        shown.text, standingFor: shown.source, isInLink: metrics[id].isInLink)
                    enters = false
                } else {
                    open(id, node, &context, &contexts, tree)
                }
            } else {
                enters = false
            }
            if enters, node.firstChild != HTMLTree.none {
                current = node.firstChild
                continue
            }
            current = advance(from: id, root, &context, &contexts, tree)
        }
        writer.breakBlock(.body)
    }

    /// The node after `id` and all in it, closing the elements that end on the way.
    private mutating func advance(
        from id: NodeID, _ root: NodeID, _ context: inout Context,
        _ contexts: inout [(node: NodeID, context: Context)], _ tree: borrowing HTMLTree
    ) -> NodeID? {
        var current = id
        while true {
            if let last = contexts.last, last.node == current {
                contexts.removeLast()
                if !tree[current].tag.isLiteral {
                    close(current, tree[current], inside: context, to: last.context)
                }
                context = last.context
            }
            if current == root { return nil }
            let next = tree[current].next
            if next != HTMLTree.none { return next }
            current = tree[current].parent
            if current == HTMLTree.none { return nil }
        }
    }

    /// An element that is left out still parts what stands around it.
    private mutating func passOver(
        _ id: NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree
    ) {
        // What is never drawn parts nothing: traps for robots stand inside addresses.
        if metrics[id].isHidden, tree.attribute("aria-hidden", of: id) == nil { return }
        if node.tag.isBlock {
            writer.part(with: BlockWriter.lineFeed, source: node.range)
        } else if node.tag != .script, node.tag != .style, node.tag != .noscript {
            writer.part(with: BlockWriter.space, source: node.range)
        }
    }

    private mutating func open(
        _ id: NodeID, _ node: HTMLTree.Node, _ context: inout Context,
        _ contexts: inout [(node: NodeID, context: Context)], _ tree: borrowing HTMLTree
    ) {
        let outer = context
        if Self.isCaption(id, node, metrics[id], tree) {
            begin(.caption, &context)
            contexts.append((id, outer))
            return
        }
        switch node.tag {
        case .br:
            let byte = context.isInRow ? BlockWriter.space : BlockWriter.lineFeed
            writer.part(with: byte, source: node.range)
            return
        case .hr:
            writer.breakBlock(context.zone)
            return
        case .table:
            guard !context.isInRow else { break }
            context.isDataTable = Self.isDataTable(id, tree)
            if context.isDataTable { cells.beginTable() }
            writer.breakBlock(context.zone)
        case .td, .th:
            if context.isDataTable {
                if cellCount > 0, !context.isInRow { writer.addTab(at: Int(node.start)) }
                cellCount += 1
                if !context.isInRow {
                    let isHeader = context.zone == .tableHeader
                    cells.beginCell(id, at: writer.nextOffset, inHeaderRow: isHeader, tree)
                }
                context.isInRow = true
            } else {
                writer.breakBlock(context.zone)
            }
        case .tr:
            guard !context.isInRow else { break }
            cellCount = 0
            if context.isDataTable {
                cells.beginRow()
                context.zone = Self.isHeaderRow(id, tree) ? .tableHeader : .tableRow
            }
            writer.breakBlock(context.zone)
        case .h1, .h2, .h3, .h4, .h5, .h6: begin(.heading, &context)
        case .li, .dt, .dd: begin(.listItem, &context)
        case .blockquote: begin(.quote, &context)
        case .figcaption: begin(Self.isOfQuotation(id, tree) ? .quote : .caption, &context)
        case .caption: begin(.caption, &context)
        case .address: begin(.contact, &context)
        case .pre, .listing, .xmp, .plaintext:
            begin(.preformatted, &context)
            context.isPreformatted = !context.isInRow
        case .code, .kbd, .samp, .tt:
            context.isLiteral = true
        case _ where node.tag.isBlock:
            if context.isInRow {
                writer.part(with: BlockWriter.space, source: node.range)
            } else {
                writer.breakBlock(context.zone)
            }
        default:
            return
        }
        contexts.append((id, outer))
    }

    /// Whether a figure shows a picture, and no table, quotation or listing.
    private static func isPlainFigure(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        var current = tree.successor(id, in: id)
        var seen = 0
        while let next = current, seen < 100 {
            switch tree[next].tag {
            case .table, .blockquote, .pre, .q, .ul, .ol: return false
            default: break
            }
            seen += 1
            current = tree.successor(next, in: id)
        }
        return true
    }

    /// Whether what stands under a figure says whose words are in it.
    private static func isOfQuotation(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        let before = tree[id].previous
        guard before != HTMLTree.none else { return false }
        return tree[before].tag == .blockquote
            || tree[before].kind == .text && tree[before].previous != HTMLTree.none
                && tree[tree[before].previous].tag == .blockquote
    }

    /// Whether an element says what a picture shows, or whose it is.
    private static func isCaption(
        _ id: NodeID, _ node: HTMLTree.Node, _ own: PageMetrics.Node, _ tree: borrowing HTMLTree
    ) -> Bool {
        if node.tag == .figure { return own.text < 600 && isPlainFigure(id, tree) }
        guard own.concepts.contains(.caption) else { return false }
        return own.text < 800 && own.link * 2 < own.text && !own.isInLink
            && node.tag != .body && node.tag != .article && node.tag != .table
    }

    private mutating func begin(_ zone: Zone, _ context: inout Context) {
        if context.isInRow {
            writer.part(with: BlockWriter.space, source: 0..<0)
            return
        }
        if context.zone == .caption {
            writer.breakBlock(context.zone)
            return
        }
        // A paragraph in a quotation is a quotation, a heading in a list item a heading.
        if context.zone == .body || context.zone == .tableRow || zone != .listItem {
            context.zone = zone
        }
        writer.breakBlock(context.zone)
    }

    private mutating func close(
        _ id: NodeID, _ node: HTMLTree.Node, inside context: Context, to outer: Context
    ) {
        if outer.isInRow {
            writer.part(with: BlockWriter.space, source: node.range)
        } else if node.tag == .td || node.tag == .th, context.isInRow {
            // The row's end breaks the line.
            cells.endCell(writer.text)
        } else {
            writer.breakBlock(outer.zone)
        }
    }

    private mutating func add(
        _ node: HTMLTree.Node, _ context: Context, _ tree: borrowing HTMLTree
    ) {
        let isInLink = metrics[node.parent].isInLink
        tree.source.withUnsafeBufferPointer { bytes in
            if context.isPreformatted {
                writer.addPreformatted(bytes, node.range, hasReferences: node.hasReferences)
            } else if context.isLiteral {
                writer.addLiteral(
                    bytes, node.range, hasReferences: node.hasReferences, isInLink: isInLink)
            } else {
                writer.add(
                    bytes, node.range, hasReferences: node.hasReferences, isInLink: isInLink)
            }
        }
    }
}

extension HTMLTag {
    /// Whether the element holds code, or what is typed and shown, inside prose.
    fileprivate var isLiteral: Bool {
        self == .code || self == .kbd || self == .samp || self == .tt
    }
}

// Whether a table holds data or only arranges the page.
extension TextRenderer {
    static func isDataTable(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        if let role = tree.attribute("role", of: id), role.valueEnd > role.valueStart {
            return false
        }
        var rows = 0
        var cells = 0
        var longest = 0
        var hasHeader = false
        var current: NodeID? = tree.successor(id, in: id)
        // A look at the first part of a table is enough to tell.
        var seen = 0
        while let next = current, seen < 400 {
            let node = tree[next]
            seen += 1
            switch node.tag {
            case .table, .h1, .h2, .h3, .ul, .ol, .form, .article: return false
            case .th, .caption, .thead: hasHeader = true
            case .tr: rows += 1
            case .td: cells += 1
            default: if node.kind == .text { longest = max(longest, node.range.count) }
            }
            current = tree.successor(next, in: id)
        }
        if hasHeader { return true }
        return rows >= 2 && cells >= 2 * rows && longest < 400
    }

    private static func isHeaderRow(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        if tree[tree[id].parent].tag == .thead { return true }
        var headers = 0
        var cell = tree[id].firstChild
        while cell != HTMLTree.none {
            // The corner over the headings of rows is often an empty data cell.
            if tree[cell].tag == .td, !isBlank(cell, tree) { return false }
            if tree[cell].tag == .th { headers += 1 }
            cell = tree[cell].next
        }
        return headers > 0
    }

    private static func isBlank(_ cell: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        let child = tree[cell].firstChild
        guard child != HTMLTree.none else { return true }
        let node = tree[child]
        guard node.kind == .text, node.next == HTMLTree.none, node.range.count <= 64 else {
            return false
        }
        var isBlank = true
        tree.source.withUnsafeBufferPointer { bytes in
            forEachPiece(of: bytes, in: node.range, hasReferences: node.hasReferences) { piece in
                switch piece {
                case .verbatim(let range):
                    // A no-break space is 0xC2 0xA0.
                    isBlank =
                        isBlank
                        && range.allSatisfy {
                            bytes[$0].isASCIIWhitespace || bytes[$0] == 0xC2 || bytes[$0] == 0xA0
                        }
                case .reference(let text, _):
                    isBlank = isBlank && text.first.properties.isWhitespace
                }
            }
        }
        return isBlank
    }
}
