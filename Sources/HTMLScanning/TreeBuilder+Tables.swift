/// The insertion modes of tables.
extension TreeBuilder {
    mutating func inTable(_ token: HTMLToken) {
        switch token.kind {
        case .text:
            switch currentTag {
            case .table, .tbody, .tfoot, .thead, .tr, .template:
                if isSpace(token) { insertText(token) } else { foster(token) }
            default: foster(token)
            }
        case .comment: insertComment(token)
        case .doctype: break
        case .startTag: inTableStart(token)
        case .endTag:
            switch token.tag {
            case .table:
                guard isInScope(.table, .table) else { return }
                pop(through: .table)
                resetMode()
            case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr:
                break
            case .template: endTemplate()
            default: foster(token)
            }
        case .endOfFile: inBody(token)
        }
    }

    private mutating func inTableStart(_ token: HTMLToken) {
        let context: [HTMLTag] = [.table, .template, .html]
        switch token.tag {
        case .caption:
            clear(to: context)
            insertMarker()
            insertElement(token)
            mode = .inCaption
        case .colgroup:
            clear(to: context)
            insertElement(token)
            mode = .inColumnGroup
        case .col:
            clear(to: context)
            insertElement(implied(.colgroup, at: token))
            mode = .inColumnGroup
            dispatch(token)
        case .tbody, .tfoot, .thead:
            clear(to: context)
            insertElement(token)
            mode = .inTableBody
        case .td, .th, .tr:
            clear(to: context)
            insertElement(implied(.tbody, at: token))
            mode = .inTableBody
            dispatch(token)
        case .table:
            guard isInScope(.table, .table) else { return }
            pop(through: .table)
            resetMode()
            dispatch(token)
        case .style, .script, .template: inHead(token)
        case .input
        where tokenizer.attributes[token.attributes].contains {
            $0.isNamed("type", in: bytes) && $0.hasValue("hidden", in: bytes)
        }:
            insertVoid(token)
        case .form:
            guard form == HTMLTree.none, !isOpen(.template) else { return }
            form = insertElement(token)
            pop()
        default: foster(token)
        }
    }

    /// Handles as in a body what does not belong in a table: it comes to stand before the table.
    private mutating func foster(_ token: HTMLToken) {
        fosters = true
        inBody(token)
        fosters = false
    }

    mutating func inCaption(_ token: HTMLToken) {
        switch (token.kind, token.tag) {
        case (.endTag, .caption): endCaption()
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .td), (.startTag, .tfoot), (.startTag, .th), (.startTag, .thead),
            (.startTag, .tr), (.endTag, .table):
            guard isInScope(.caption, .table) else { return }
            endCaption()
            dispatch(token)
        case (.endTag, .body), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html),
            (.endTag, .tbody), (.endTag, .td), (.endTag, .tfoot), (.endTag, .th),
            (.endTag, .thead), (.endTag, .tr):
            break
        default: inBody(token)
        }
    }

    private mutating func endCaption() {
        guard isInScope(.caption, .table) else { return }
        generateImpliedEnds()
        pop(through: .caption)
        clearFormattingToMarker()
        mode = .inTable
    }

    mutating func inColumnGroup(_ token: HTMLToken) {
        var token = token
        switch token.kind {
        case .text:
            let (space, rest) = splitSpace(token)
            insertText(space)
            guard let rest else { return }
            token = rest
        case .comment:
            insertComment(token)
            return
        case .doctype: return
        case .startTag:
            switch token.tag {
            case .html:
                inBody(token)
                return
            case .col:
                insertVoid(token)
                return
            case .template:
                inHead(token)
                return
            default: break
            }
        case .endTag:
            switch token.tag {
            case .colgroup:
                guard currentTag == .colgroup else { return }
                pop()
                mode = .inTable
                return
            case .col: return
            case .template:
                endTemplate()
                return
            default: break
            }
        case .endOfFile:
            inBody(token)
            return
        }
        guard currentTag == .colgroup else { return }
        pop()
        mode = .inTable
        dispatch(token)
    }

    mutating func inTableBody(_ token: HTMLToken) {
        let context: [HTMLTag] = [.tbody, .tfoot, .thead, .template, .html]
        switch (token.kind, token.tag) {
        case (.startTag, .tr):
            clear(to: context)
            insertElement(token)
            mode = .inRow
        case (.startTag, .th), (.startTag, .td):
            clear(to: context)
            insertElement(implied(.tr, at: token))
            mode = .inRow
            dispatch(token)
        case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
            guard isInScope(token.tag, .table) else { return }
            clear(to: context)
            pop()
            mode = .inTable
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .tfoot), (.startTag, .thead), (.endTag, .table):
            guard isInScope([.tbody, .thead, .tfoot], .table) else { return }
            clear(to: context)
            pop()
            mode = .inTable
            dispatch(token)
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup),
            (.endTag, .html), (.endTag, .td), (.endTag, .th), (.endTag, .tr):
            break
        default: inTable(token)
        }
    }

    mutating func inRow(_ token: HTMLToken) {
        switch (token.kind, token.tag) {
        case (.startTag, .th), (.startTag, .td):
            clear(to: [.tr, .template, .html])
            insertElement(token)
            mode = .inCell
            insertMarker()
        case (.endTag, .tr): _ = endRow()
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .tfoot), (.startTag, .thead), (.startTag, .tr), (.endTag, .table):
            if endRow() { dispatch(token) }
        case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
            guard isInScope(token.tag, .table) else { return }
            if endRow() { dispatch(token) }
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup),
            (.endTag, .html), (.endTag, .td), (.endTag, .th):
            break
        default: inTable(token)
        }
    }

    private mutating func endRow() -> Bool {
        guard isInScope(.tr, .table) else { return false }
        clear(to: [.tr, .template, .html])
        pop()
        mode = .inTableBody
        return true
    }

    mutating func inCell(_ token: HTMLToken) {
        switch (token.kind, token.tag) {
        case (.endTag, .td), (.endTag, .th):
            guard isInScope(token.tag, .table) else { return }
            generateImpliedEnds()
            pop(through: token.tag)
            clearFormattingToMarker()
            mode = .inRow
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .td), (.startTag, .tfoot), (.startTag, .th), (.startTag, .thead),
            (.startTag, .tr):
            guard isInScope([.td, .th], .table) else { return }
            endCell()
            dispatch(token)
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup),
            (.endTag, .html):
            break
        case (.endTag, .table), (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead),
            (.endTag, .tr):
            guard isInScope(token.tag, .table) else { return }
            endCell()
            dispatch(token)
        default: inBody(token)
        }
    }

    private mutating func endCell() {
        generateImpliedEnds()
        pop(through: [.td, .th])
        clearFormattingToMarker()
        mode = .inRow
    }
}
