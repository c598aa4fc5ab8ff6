import HTMLScanning

/// Gathers the words a reader would see from the elements and texts of a page, whichever parser
/// tells them. Both opinions go through it, so that they leave out the same.
struct VisibleText {
    /// A word and the names of the elements around it, outermost first.
    struct Word {
        let text: String
        let path: [String]
    }

    private(set) var words: [Word] = []
    /// The words of each noscript, and how many bytes of text it holds.
    private var unscripted: [(words: Range<Int>, size: Int)] = []

    private struct Open {
        let name: String
        let isHidden: Bool
        let isDrawing: Bool
    }

    private var open: [Open] = []
    private var pending: [UInt8] = []
    private var path: [String] = []
    private var size = 0
    /// Where the outermost noscript that is open began.
    private var unscriptedStart: (depth: Int, words: Int, size: Int)?

    mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
        let above = open.last
        let tag = Self.tags[name] ?? .unknown
        if tag.isBreak { finishWord() }
        let hides = tag.isHidden && tag != .object || Self.hides(name, attributes)
        let isSpaced = hides && tag != .script && tag != .style
        if isSpaced { finishWord() }
        let isDrawing =
            switch name {
            case "svg": true
            case "foreignobject": false
            default: above?.isDrawing ?? false
            }
        let isDescription = isDrawing && name == "desc"
        open.append(
            Open(
                name: name, isHidden: above?.isHidden ?? false || hides || isDescription,
                isDrawing: isDrawing))
        if name == "noscript", unscriptedStart == nil {
            finishWord()
            unscriptedStart = (open.count, words.count, size)
        }
    }

    /// Ends the innermost open element.
    mutating func end() {
        guard let last = open.last else { return }
        if (Self.tags[last.name] ?? .unknown).isBreak { finishWord() }
        if let start = unscriptedStart, start.depth == open.count {
            finishWord()
            unscripted.append((start.words..<words.count, size - start.size))
            unscriptedStart = nil
        }
        open.removeLast()
    }

    /// Ends the innermost open element of that name, and those in it.
    mutating func end(_ name: String) {
        guard open.contains(where: { $0.name == name }) else { return }
        while let last = open.last {
            end()
            if last.name == name { return }
        }
    }

    mutating func add(_ text: [UInt8]) {
        if let last = open.last, last.isHidden || last.isDrawing { return }
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.properties.isWhitespace {
                finishWord()
            } else if !Self.isUnseen(scalar) {
                if pending.isEmpty { path = open.map(\.name) }
                pending += Array(String(scalar).utf8)
            }
        }
    }

    /// The words, without those that are shown only where scripts do not run, unless they are most
    /// of the page.
    mutating func finish() -> [Word] {
        while !open.isEmpty { end() }
        finishWord()
        let left = unscripted.filter { $0.size * 2 <= size }
        var result: [Word] = []
        var copied = 0
        for (range, _) in left {
            result += words[copied..<range.lowerBound]
            copied = range.upperBound
        }
        return result + words[copied...]
    }

    private mutating func finishWord() {
        guard !pending.isEmpty else { return }
        size += pending.count
        words.append(Word(text: String(decoding: pending, as: UTF8.self), path: path))
        pending.removeAll(keepingCapacity: true)
    }

    private static let tags: [String: HTMLTag] = Dictionary(
        uniqueKeysWithValues: HTMLTag.allCases.map { ($0.name, $0) })

    private static func hides(
        _ element: String, _ attributes: [(name: String, value: String)]
    ) -> Bool {
        attributes.contains { name, value in
            switch name {
            case "hidden": return value.lowercased() != "until-found"
            case "aria-hidden":
                // A link to another page is seen, whether or not it is read aloud.
                let target = attributes.first { $0.name == "href" }?.value ?? ""
                let leadsAway = element == "a" && !target.isEmpty && !target.hasPrefix("#")
                return value.lowercased() == "true" && !leadsAway
            case "style":
                let style = value.lowercased().filter { !$0.isWhitespace }
                return style.contains("display:none") || style.contains("visibility:hidden")
            default: return false
            }
        }
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        [0, 0xAD, 0x200B, 0x2060, 0xFEFF].contains(scalar.value)
    }
}

extension HTMLTag {
    /// Whether what stands before and after is parted.
    fileprivate var isBreak: Bool {
        isBlock || self == .br || self == .td || self == .th
    }
}
