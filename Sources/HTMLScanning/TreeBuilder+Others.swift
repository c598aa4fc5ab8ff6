/// The insertion mode of `template`, and foreign content.
extension TreeBuilder {
    mutating func inTemplate(_ token: HTMLToken) {
        switch token.kind {
        case .text, .comment, .doctype: inBody(token)
        case .startTag:
            switch token.tag {
            case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template,
                .title:
                inHead(token)
                return
            default: break
            }
            _ = templateModes.popLast()
            switch token.tag {
            case .caption, .colgroup, .tbody, .tfoot, .thead: mode = .inTable
            case .col: mode = .inColumnGroup
            case .tr: mode = .inTableBody
            case .td, .th: mode = .inRow
            default: mode = .inBody
            }
            templateModes.append(mode)
            dispatch(token)
        case .endTag: if token.tag == .template { endTemplate() }
        case .endOfFile:
            guard isOpen(.template) else {
                isFinished = true
                return
            }
            pop(through: .template)
            clearFormattingToMarker()
            _ = templateModes.popLast()
            resetMode()
            dispatch(token)
        }
    }

    // MARK: Foreign content

    /// Whether the token is handled by the rules for foreign content.
    @inline(__always)
    func isForeign(_ token: HTMLToken) -> Bool {
        guard foreignCount > 0, let current = stack.last, token.kind != .endOfFile else {
            return false
        }
        let node = nodes[Int(current)]
        guard node.namespace != .html else { return false }
        if isTextIntegrationPoint(node) {
            if token.kind == .text { return false }
            if token.kind == .startTag, token.tag != .mglyph, token.tag != .malignmark {
                return false
            }
        }
        if node.namespace == .mathML, node.tag == .annotationXML, token.kind == .startTag,
            token.tag == .svg
        {
            return false
        }
        if isHTMLIntegrationPoint(node), token.kind == .startTag || token.kind == .text {
            return false
        }
        return true
    }

    private func isTextIntegrationPoint(_ node: Node) -> Bool {
        node.namespace == .mathML && [.mi, .mo, .mn, .ms, .mtext].contains(node.tag)
    }

    private func isHTMLIntegrationPoint(_ node: Node) -> Bool {
        if node.namespace == .svg { return [.foreignObject, .desc, .title].contains(node.tag) }
        guard node.tag == .annotationXML else { return false }
        let first = Int(node.firstAttribute)
        return tokenizer.attributes[first..<first + Int(node.attributeCount)].contains {
            $0.isNamed("encoding", in: bytes)
                && ($0.hasValue("text/html", in: bytes)
                    || $0.hasValue("application/xhtml+xml", in: bytes))
        }
    }

    mutating func foreign(_ token: HTMLToken) {
        switch token.kind {
        case .text:
            insertText(token)
            if !isSpace(token) { allowsFrameset = false }
        case .comment: insertComment(token)
        case .doctype, .endOfFile: break
        case .startTag:
            if breaksOut(token) {
                popForeign()
                dispatch(token)
                return
            }
            let namespace = stack.last.map { nodes[Int($0)].namespace } ?? .html
            if token.isSelfClosing {
                insertVoid(token, namespace)
            } else {
                insertElement(token, namespace)
            }
        case .endTag:
            if token.tag == .br || token.tag == .p {
                popForeign()
                dispatch(token)
                return
            }
            endForeign(token)
        }
    }

    private func breaksOut(_ token: HTMLToken) -> Bool {
        if token.tag == .font {
            return tokenizer.attributes[token.attributes].contains {
                $0.isNamed("color", in: bytes) || $0.isNamed("face", in: bytes)
                    || $0.isNamed("size", in: bytes)
            }
        }
        return token.tag.traits.contains(.breaksOut)
    }

    private mutating func popForeign() {
        while let last = stack.last {
            let node = nodes[Int(last)]
            if node.namespace == .html || isTextIntegrationPoint(node)
                || isHTMLIntegrationPoint(node)
            {
                return
            }
            pop()
        }
    }

    private mutating func endForeign(_ token: HTMLToken) {
        var index = stack.count
        while index > 1 {
            index -= 1
            let id = stack[index]
            let node = nodes[Int(id)]
            if node.namespace == .html {
                dispatch(token)
                return
            }
            if hasSameName(node, token) {
                while stack.count > index { pop() }
                return
            }
        }
    }
}
