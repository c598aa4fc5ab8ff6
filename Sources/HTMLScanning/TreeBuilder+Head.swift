/// The insertion modes around the body.
extension TreeBuilder {
    mutating func initial(_ token: HTMLToken) {
        switch token.kind {
        case .text:
            guard let rest = splitSpace(token).rest else { return }
            isQuirky = true
            mode = .beforeHTML
            dispatch(rest)
        case .comment: insertComment(token, in: HTMLTree.document)
        case .doctype:
            insertComment(token, in: HTMLTree.document)
            let type = HTMLDoctype(
                in: bytes, token.start..<token.end, isClosed: token.end < bytes.count)
            isQuirky = type.isQuirky
            mode = .beforeHTML
        default:
            isQuirky = true
            mode = .beforeHTML
            dispatch(token)
        }
    }

    mutating func beforeHTML(_ token: HTMLToken) {
        var token = token
        switch token.kind {
        case .doctype: return
        case .comment:
            insertComment(token, in: HTMLTree.document)
            return
        case .text:
            guard let rest = splitSpace(token).rest else { return }
            token = rest
        case .startTag where token.tag == .html:
            let id = makeElement(token, .html)
            append(id, to: HTMLTree.document)
            push(id)
            mode = .beforeHead
            return
        case .endTag where ![.head, .body, .html, .br].contains(token.tag): return
        default: break
        }
        let id = makeElement(implied(.html, at: token), .html)
        append(id, to: HTMLTree.document)
        push(id)
        mode = .beforeHead
        dispatch(token)
    }

    mutating func beforeHead(_ token: HTMLToken) {
        var token = token
        switch token.kind {
        case .doctype: return
        case .comment:
            insertComment(token)
            return
        case .text:
            guard let rest = splitSpace(token).rest else { return }
            token = rest
        case .startTag where token.tag == .html:
            inBody(token)
            return
        case .startTag where token.tag == .head:
            head = insertElement(token)
            mode = .inHead
            return
        case .endTag where ![.head, .body, .html, .br].contains(token.tag): return
        default: break
        }
        head = insertElement(implied(.head, at: token))
        mode = .inHead
        dispatch(token)
    }

    mutating func inHead(_ token: HTMLToken) {
        var token = token
        switch token.kind {
        case .doctype: return
        case .comment:
            insertComment(token)
            return
        case .text:
            let (space, rest) = splitSpace(token)
            insertText(space)
            guard let rest else { return }
            token = rest
        case .startTag:
            if inHeadStart(token) { return }
        case .endTag:
            switch token.tag {
            case .head:
                pop()
                mode = .afterHead
                return
            case .template:
                endTemplate()
                return
            case .body, .html, .br: break
            default: return
            }
        case .endOfFile: break
        }
        pop()
        mode = .afterHead
        dispatch(token)
    }

    /// Handles a start tag that belongs in a head; false where it does not.
    mutating func inHeadStart(_ token: HTMLToken) -> Bool {
        switch token.tag {
        case .html: inBody(token)
        case .base, .basefont, .bgsound, .link, .meta: insertVoid(token)
        case .title: insertRaw(token, .replaceable)
        case .noscript:
            insertElement(token)
            mode = .inHeadNoscript
        case .noframes, .style: insertRaw(token, .raw)
        case .script: insertRaw(token, .script)
        case .template:
            insertElement(token)
            insertMarker()
            allowsFrameset = false
            mode = .inTemplate
            templateModes.append(.inTemplate)
        case .head: break
        default: return false
        }
        return true
    }

    mutating func endTemplate() {
        guard isOpen(.template) else { return }
        generateImpliedEndsThoroughly()
        pop(through: .template)
        clearFormattingToMarker()
        _ = templateModes.popLast()
        resetMode()
    }

    mutating func inHeadNoscript(_ token: HTMLToken) {
        switch token.kind {
        case .doctype: return
        case .comment:
            inHead(token)
            return
        case .text where isSpace(token):
            inHead(token)
            return
        case .startTag:
            switch token.tag {
            case .html:
                inBody(token)
                return
            case .basefont, .bgsound, .link, .meta, .noframes, .style:
                inHead(token)
                return
            case .head, .noscript: return
            default: break
            }
        case .endTag:
            if token.tag == .noscript {
                pop()
                mode = .inHead
                return
            }
            if token.tag != .br { return }
        default: break
        }
        pop()
        mode = .inHead
        dispatch(token)
    }

    mutating func afterHead(_ token: HTMLToken) {
        var token = token
        switch token.kind {
        case .doctype: return
        case .comment:
            insertComment(token)
            return
        case .text:
            let (space, rest) = splitSpace(token)
            insertText(space)
            guard let rest else { return }
            token = rest
        case .startTag:
            switch token.tag {
            case .html:
                inBody(token)
                return
            case .body:
                insertElement(token)
                allowsFrameset = false
                mode = .inBody
                return
            case .frameset:
                insertElement(token)
                mode = .inFrameset
                return
            case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template,
                .title:
                push(head)
                inHead(token)
                removeFromStack(head)
                return
            case .head: return
            default: break
            }
        case .endTag:
            switch token.tag {
            case .template:
                inHead(token)
                return
            case .body, .html, .br: break
            default: return
            }
        case .endOfFile: break
        }
        insertElement(implied(.body, at: token))
        mode = .inBody
        dispatch(token)
    }

    mutating func text(_ token: HTMLToken) {
        switch token.kind {
        case .text: insertText(token)
        case .endOfFile:
            pop()
            mode = originalMode
            dispatch(token)
        default:
            pop()
            mode = originalMode
        }
    }

    mutating func afterBody(_ token: HTMLToken) {
        switch token.kind {
        case .doctype: return
        case .comment:
            insertComment(token, in: stack.elements.first ?? HTMLTree.document)
            return
        case .text where isSpace(token):
            inBody(token)
            return
        case .startTag where token.tag == .html:
            inBody(token)
            return
        case .endTag where token.tag == .html:
            mode = .afterAfterBody
            return
        case .endOfFile:
            isFinished = true
            return
        default: break
        }
        mode = .inBody
        dispatch(token)
    }

    mutating func afterAfterBody(_ token: HTMLToken) {
        switch token.kind {
        case .comment: insertComment(token, in: HTMLTree.document)
        case .doctype: inBody(token)
        case .text where isSpace(token): inBody(token)
        case .startTag where token.tag == .html: inBody(token)
        case .endOfFile: isFinished = true
        default:
            mode = .inBody
            dispatch(token)
        }
    }

    // MARK: Frames

    mutating func inFrameset(_ token: HTMLToken) {
        switch token.kind {
        case .comment: insertComment(token)
        case .text: insertSpaces(token)
        case .startTag:
            switch token.tag {
            case .html: inBody(token)
            case .frameset: insertElement(token)
            case .frame: insertVoid(token)
            case .noframes: _ = inHeadStart(token)
            default: break
            }
        case .endTag where token.tag == .frameset:
            guard stack.count > 1 else { return }
            pop()
            if currentTag != .frameset { mode = .afterFrameset }
        case .endOfFile: isFinished = true
        default: break
        }
    }

    mutating func afterFrameset(_ token: HTMLToken) {
        switch token.kind {
        case .comment: insertComment(token)
        case .text: insertSpaces(token)
        case .startTag where token.tag == .html: inBody(token)
        case .startTag where token.tag == .noframes: _ = inHeadStart(token)
        case .endTag where token.tag == .html: mode = .afterAfterFrameset
        case .endOfFile: isFinished = true
        default: break
        }
    }

    mutating func afterAfterFrameset(_ token: HTMLToken) {
        switch token.kind {
        case .comment: insertComment(token, in: HTMLTree.document)
        case .text where isSpace(token): inBody(token)
        case .startTag where token.tag == .html: inBody(token)
        case .startTag where token.tag == .noframes: _ = inHeadStart(token)
        case .endOfFile: isFinished = true
        default: break
        }
    }
}
