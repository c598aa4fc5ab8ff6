/// The tokens of a page with their values decoded, for checks that look at the tokenizer alone.
/// Pages are read as an ``HTMLTree``, which decodes nothing before it is asked for.
package enum HTMLTokens {
    package enum Token: Hashable, Sendable {
        case doctype(HTMLDoctype)
        case startTag(name: [UInt8], attributes: [[UInt8]: [UInt8]], isSelfClosing: Bool)
        case endTag(name: [UInt8])
        case comment([UInt8])
        /// As much text as stands together.
        case characters([UInt8])
    }

    /// Where in a page the tokenizer begins.
    package enum State: Sendable {
        case data, replaceableText, rawText, script, plainText, section
    }

    /// The tokens of `source`, valid UTF-8, without the end of the file.
    ///
    /// - Parameter lastStartTag: The element whose end tag ends a text.
    package static func tokens(
        of source: [UInt8], from state: State = .data, lastStartTag: HTMLTag = .unknown
    ) -> [Token] {
        let opening = state == .section ? Array("<![CDATA[".utf8) : []
        var result: [Token] = []
        (opening + source).withUnsafeBufferPointer { bytes in
            var tokenizer = HTMLTokenizer(bytes)
            tokenizer.allowsCDATA = state == .section
            tokenizer.rawTag = lastStartTag
            tokenizer.contentModel = state.contentModel
            while true {
                // What a text is, is said before it is read.
                let model = tokenizer.contentModel
                let token = tokenizer.next()
                guard token.kind != .endOfFile else { break }
                let decoded = decoded(token, tokenizer.attributes.elements, bytes, model)
                if case .characters(let more) = decoded,
                    case .characters(let text)? = result.last
                {
                    result[result.count - 1] = .characters(text + more)
                } else {
                    result.append(decoded)
                }
                // A section is asked for once.
                tokenizer.allowsCDATA = false
            }
        }
        return result
    }

    private static func decoded(
        _ token: HTMLToken, _ attributes: UnsafeBufferPointer<HTMLAttribute>,
        _ bytes: UnsafeBufferPointer<UInt8>, _ model: ContentModel
    ) -> Token {
        let range = token.start..<token.end
        switch token.kind {
        case .startTag:
            let pairs = attributes[token.attributes].decoded(from: bytes)
            return .startTag(
                name: bytes.name(in: range),
                attributes: Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) }),
                isSelfClosing: token.isSelfClosing)
        case .endTag: return .endTag(name: bytes.name(in: range))
        case .comment: return .comment(bytes.characters(in: range, nul: .replaced))
        case .doctype:
            return .doctype(HTMLDoctype(in: bytes, range, isClosed: token.end < bytes.count))
        case .text, .endOfFile:
            return .characters(
                bytes.characters(
                    in: range, hasReferences: token.hasReferences,
                    nul: model == .data ? .kept : .replaced))
        }
    }
}

extension HTMLTokens.State {
    fileprivate var contentModel: ContentModel {
        switch self {
        case .data, .section: .data
        case .replaceableText: .replaceable
        case .rawText: .raw
        case .script: .script
        case .plainText: .plainText
        }
    }
}
