import DocumentModel

/// The insertion mode "in body".
extension TreeBuilder {
    mutating func inBody(_ token: HTMLToken) {
        switch token.kind {
        case .text:
            reconstructFormatting()
            insertText(token)
            if allowsFrameset, !isSpace(token) { allowsFrameset = false }
        case .comment: insertComment(token)
        case .doctype: break
        case .startTag: inBodyStart(token)
        case .endTag: inBodyEnd(token)
        case .endOfFile:
            if templateModes.isEmpty { isFinished = true } else { inTemplate(token) }
        }
    }

    // MARK: Start tags

    private mutating func inBodyStart(_ token: HTMLToken) {
        switch token.tag {
        case .unknown, .span: startOrdinary(token)
        case .html: startHTML(token)
        case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template,
            .title:
            inHead(token)
        case .body:
            if stack.count > 1, isHTML(stack[1], .body), !isOpen(.template) {
                allowsFrameset = false
                adoptAttributes(token, stack[1])
            }
        case .frameset: startFrameset(token)
        case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
            .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p,
            .search, .section, .summary, .ul:
            startBlock(token)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if isInScope(.p, .button) { closeParagraph() }
            if [.h1, .h2, .h3, .h4, .h5, .h6].contains(currentTag) { pop() }
            insertElement(token)
        case .pre, .listing:
            startBlock(token)
            ignoresLineFeed = true
            allowsFrameset = false
        case .form: startForm(token)
        case .li: startItem(token, closing: [.li])
        case .dd, .dt: startItem(token, closing: [.dd, .dt])
        case .plaintext:
            startBlock(token)
            tokenizer.contentModel = .plainText
        case .button:
            if isInScope(.button) {
                generateImpliedEnds()
                pop(through: .button)
            }
            startOrdinary(token)
            allowsFrameset = false
        case .a, .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u, .nobr:
            startFormatting(token)
        case .applet, .marquee, .object:
            startOrdinary(token)
            insertMarker()
            allowsFrameset = false
        case .table:
            if !isQuirky, isInScope(.p, .button) { closeParagraph() }
            insertElement(token)
            allowsFrameset = false
            mode = .inTable
        default: inBodyStartOther(token)
        }
    }

    private mutating func inBodyStartOther(_ token: HTMLToken) {
        switch token.tag {
        case .area, .br, .embed, .img, .keygen, .wbr:
            reconstructFormatting()
            insertVoid(token)
            allowsFrameset = false
        case .input:
            if isInScope(.select) { pop(through: .select) }
            reconstructFormatting()
            insertVoid(token)
            if !isHiddenInput(token) { allowsFrameset = false }
        case .param, .source, .track: insertVoid(token)
        case .hr:
            if isInScope(.p, .button) { closeParagraph() }
            if isInScope(.select) { generateImpliedEnds() }
            insertVoid(token)
            allowsFrameset = false
        case .image:
            var image = token
            image.tag = .img
            inBodyStartOther(image)
        case .textarea:
            insertRaw(token, .replaceable)
            ignoresLineFeed = true
            allowsFrameset = false
        case .xmp:
            if isInScope(.p, .button) { closeParagraph() }
            reconstructFormatting()
            allowsFrameset = false
            insertRaw(token, .raw)
        case .iframe:
            allowsFrameset = false
            insertRaw(token, .raw)
        case .noembed: insertRaw(token, .raw)
        case .select:
            // A list of choices holds any content, but no other list.
            if isInScope(.select) {
                pop(through: .select)
            } else {
                startOrdinary(token)
                allowsFrameset = false
            }
        case .optgroup, .option:
            if isInScope(.select) {
                generateImpliedEnds(except: token.tag == .option ? .optgroup : .unknown)
            } else if currentTag == .option {
                pop()
            }
            startOrdinary(token)
        case .rb, .rtc:
            if isInScope(.ruby) { generateImpliedEnds() }
            insertElement(token)
        case .rp, .rt:
            if isInScope(.ruby) { generateImpliedEnds(except: .rtc) }
            insertElement(token)
        case .math: startForeign(token, .mathML)
        case .svg: startForeign(token, .svg)
        case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: break
        default: startOrdinary(token)
        }
    }

    private mutating func startForeign(_ token: HTMLToken, _ namespace: HTMLTree.Namespace) {
        reconstructFormatting()
        if token.isSelfClosing {
            insertVoid(token, namespace)
        } else {
            insertElement(token, namespace)
        }
    }

    private mutating func startOrdinary(_ token: HTMLToken) {
        reconstructFormatting()
        insertElement(token)
    }

    private mutating func startBlock(_ token: HTMLToken) {
        if isInScope(.p, .button) { closeParagraph() }
        insertElement(token)
    }

    private mutating func startHTML(_ token: HTMLToken) {
        if !isOpen(.template), let root = stack.elements.first { adoptAttributes(token, root) }
    }

    /// A second `html` or `body` tag only adds the attributes that the first does not have.
    private mutating func adoptAttributes(_ token: HTMLToken, _ id: NodeID) {
        guard !token.attributes.isEmpty else { return }
        let first = Int(nodes[Int(id)].firstAttribute)
        let own = tokenizer.attributes[first..<first + Int(nodes[Int(id)].attributeCount)]
        // Beyond this a page is hostile, and looking for doubles would be quadratic.
        guard own.count + token.attributes.count <= 64 else { return }
        var merged = Array(own)
        for attribute in tokenizer.attributes[token.attributes]
        where !merged.contains(where: { $0.hasName(of: attribute, in: bytes) }) {
            merged.append(attribute)
        }
        guard merged.count > own.count else { return }
        nodes[Int(id)].firstAttribute = UInt32(tokenizer.attributes.count)
        nodes[Int(id)].attributeCount = UInt16(clamping: merged.count)
        tokenizer.add(merged)
    }

    private mutating func startFrameset(_ token: HTMLToken) {
        guard allowsFrameset, stack.count > 1, isHTML(stack[1], .body) else { return }
        detach(stack[1])
        while stack.count > 1 { pop() }
        insertElement(token)
        mode = .inFrameset
    }

    private mutating func startForm(_ token: HTMLToken) {
        guard form == HTMLTree.none || isOpen(.template) else { return }
        if isInScope(.p, .button) { closeParagraph() }
        let id = insertElement(token)
        if !isOpen(.template) { form = id }
    }

    private mutating func startItem(_ token: HTMLToken, closing tags: [HTMLTag]) {
        allowsFrameset = false
        for id in stack.elements.reversed() {
            if let tag = tags.first(where: { isHTML(id, $0) }) {
                generateImpliedEnds(except: tag)
                pop(through: tag)
                break
            }
            if isSpecial(id), !isHTML(id, .address), !isHTML(id, .div), !isHTML(id, .p) { break }
        }
        startBlock(token)
    }

    private mutating func startFormatting(_ token: HTMLToken) {
        if token.tag == .a, let open = activeFormatting(.a) {
            adopt(.a, token)
            formatting.removeAll { $0 == open }
            removeFromStack(open)
        }
        reconstructFormatting()
        if token.tag == .nobr, isInScope(.nobr) {
            adopt(.nobr, token)
            reconstructFormatting()
        }
        pushFormatting(insertElement(token))
    }

    private func isHiddenInput(_ token: HTMLToken) -> Bool {
        tokenizer.attributes[token.attributes].contains {
            $0.isNamed("type", in: bytes) && $0.hasValue("hidden", in: bytes)
        }
    }

    // MARK: End tags

    private mutating func inBodyEnd(_ token: HTMLToken) {
        switch token.tag {
        case .unknown, .span: endOther(token)
        case .template: endTemplate()
        case .body:
            if isInScope(.body) { mode = .afterBody }
        case .html:
            guard isInScope(.body) else { return }
            mode = .afterBody
            dispatch(token)
        case .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir,
            .div, .dl, .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .listing, .main,
            .menu, .nav, .ol, .pre, .search, .section, .select, .summary, .ul:
            guard isInScope(token.tag) else { return }
            generateImpliedEnds()
            pop(through: token.tag)
        case .form: endForm()
        case .p:
            if !isInScope(.p, .button) { insertElement(implied(.p, at: token)) }
            closeParagraph()
        case .li:
            guard isInScope(.li, .list) else { return }
            generateImpliedEnds(except: .li)
            pop(through: .li)
        case .dd, .dt:
            guard isInScope(token.tag) else { return }
            generateImpliedEnds(except: token.tag)
            pop(through: token.tag)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            guard isInScope([.h1, .h2, .h3, .h4, .h5, .h6]) else { return }
            generateImpliedEnds()
            pop(through: [.h1, .h2, .h3, .h4, .h5, .h6])
        case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u:
            adopt(token.tag, token)
        case .applet, .marquee, .object:
            guard isInScope(token.tag) else { return }
            generateImpliedEnds()
            pop(through: token.tag)
            clearFormattingToMarker()
        case .br:
            reconstructFormatting()
            insertVoid(implied(.br, at: token))
            allowsFrameset = false
        default: endOther(token)
        }
    }

    private mutating func endForm() {
        if isOpen(.template) {
            guard isInScope(.form) else { return }
            generateImpliedEnds()
            pop(through: .form)
            return
        }
        let open = form
        form = HTMLTree.none
        guard open != HTMLTree.none, isInScope(.form) else { return }
        generateImpliedEnds()
        removeFromStack(open)
    }

    /// "Any other end tag".
    mutating func endOther(_ token: HTMLToken) {
        if token.tag != .unknown, !isOpen(token.tag) { return }
        var index = stack.count
        while index > 0 {
            index -= 1
            let id = stack[index]
            if isNamed(id, token) {
                generateImpliedEnds(except: token.tag)
                while stack.count > index { pop() }
                return
            }
            if isSpecial(id) { return }
        }
    }

    /// Whether an HTML element has the tag's name.
    func isNamed(_ id: NodeID, _ token: HTMLToken) -> Bool {
        let node = nodes[Int(id)]
        guard node.namespace == .html, node.tag == token.tag else { return false }
        return token.tag != .unknown || hasSameName(node, token)
    }

    /// Whether the names are the same, whatever their case.
    func hasSameName(_ node: Node, _ token: HTMLToken) -> Bool {
        guard Int(node.end - node.start) == token.end - token.start else { return false }
        for index in 0..<(token.end - token.start)
        where bytes[Int(node.start) + index].asciiLowered
            != bytes[token.start + index].asciiLowered
        {
            return false
        }
        return true
    }
}

extension HTMLAttribute {
    /// Whether two names are the same, whatever their case.
    fileprivate func hasName(
        of other: HTMLAttribute, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard nameEnd - nameStart == other.nameEnd - other.nameStart else { return false }
        return (0..<Int(nameEnd - nameStart)).allSatisfy {
            bytes[Int(nameStart) + $0].asciiLowered
                == bytes[Int(other.nameStart) + $0].asciiLowered
        }
    }

    /// Whether the value is `text`, in any case.
    func hasValue(_ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(valueEnd - valueStart) == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            expected.indices.allSatisfy {
                bytes[Int(valueStart) + $0].asciiLowered == expected[$0]
            }
        }
    }
}
