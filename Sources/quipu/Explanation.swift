import DocumentModel
import PipelineEngine
import StageCatalog
import StageKit

/// What stages did to a page, in words, with bytes of the page and without what is personal in it.
struct Explanation {
    private let page: Page
    private let record: DocumentRecord
    private let limit: Int
    /// The bytes of addresses and contact blocks.
    private let personal: [Range<Int>]
    /// The lines around addresses, where names stand: shown only as the mentions found there.
    private let surroundings: [Range<Int>]
    /// Whether contact blocks have been looked for. Where they have not, running text is not shown:
    /// nothing says where the names in it are.
    private let knowsContacts: Bool
    private static let width = 96
    /// Stands for what is not shown.
    private static let hidden = "▒▒▒"
    /// Layers whose mentions are figures and names of places and bodies. What others find may be
    /// anything, a person's name too: a plugin's layers are shown as running text is.
    private static let figures = stageCatalog.reduce(into: Set<LayerName>()) {
        $0.formUnion($1.manifest.provides)
    }.subtracting([
        LayerKey.words.name, LayerKey.sentences.name, LayerKey.cells.name, LayerKey.stories.name,
    ])

    init(_ page: Page, _ record: DocumentRecord, limit: Int) {
        self.page = page
        self.record = record
        self.limit = limit
        guard let document = record.document else {
            personal = []
            surroundings = []
            knowsContacts = false
            return
        }
        knowsContacts = document.layerNames.contains(LayerKey.contacts.name)
        let addresses = document[.addresses].filter { $0.value != .web }.map(\.span)
        let blocks =
            document[.contacts].map(\.span)
            + document.zones.filter { $0.value == .contact }.map(\.span)
        let source = { (span: TextSpan) in document.offsets.source(of: span).range }
        personal = (addresses + blocks).map(source)
        surroundings = addresses.map { source(document.lines(around: $0)) }
    }

    var heading: String {
        let about = [page.mediaType, page.url].compactMap { $0 }.joined(separator: ", ")
        return "\(page.location.rawValue): \(page.body.count) bytes"
            + (about.isEmpty ? "" : ", \(about)")
    }

    /// The rows that came of it all.
    var closing: String {
        let tables = record.rows().tables
        let counts = datasetSchemas.compactMap { schema in
            tables[schema.name].map { "\($0.count) \(schema.name)" }
        }
        return "\nrows: " + counts.joined(separator: ", ")
    }

    func text(of step: DocumentProcessor.Step) -> String {
        switch step {
        case .extracted(let stage, let document): "\n\(stage)\n" + lines(of: document)
        case .cleaned(let stage, let cleaning, let before, let after):
            "\n\(stage): \(cleaning.edits.count) edits, \(before.text.count) → \(after.text.count) bytes of text"
                + lines(of: cleaning, in: before)
        case .annotated(let stage, let document, let layers):
            "\n\(stage)"
                + layers.map { layer in
                    let mentions = described(layer, in: document)
                    let isRunningText = !Self.figures.contains(layer)
                    return ": \(mentions.count) \(layer)"
                        + lines(of: mentions, in: document, isRunningText: isRunningText)
                }.joined()
        case .failed(let stage, let error):
            "\n\(stage): set aside as \(error.code.reason): \(error.message)"
        }
    }

    private func lines(of document: Document) -> String {
        let metadata = document.metadata
        var lines = ["\(document.text.count) bytes of text in \(document.zones.count) zones"]
        let counts = Zone.allCases.compactMap { zone in
            let count = document.zones.count { $0.value == zone }
            return count > 0 ? "\(count) \(zone.rawValue)" : nil
        }
        if !counts.isEmpty { lines.append(counts.joined(separator: ", ")) }
        let facts: [(String, String?)] = [
            ("title", metadata.title.map { masked(Array($0.utf8)) }),
            ("date", metadata.publishedDate), ("changed", metadata.modifiedDate),
            ("address", metadata.url),
            ("charset", metadata.charset), ("language", metadata.declaredLanguage?.rawValue),
            ("profile", metadata.profile), ("template", metadata.template),
            ("flags", metadata.flags.joined(separator: " ")),
        ]
        lines += facts.compactMap { name, value in
            value.flatMap { $0.isEmpty ? nil : "\(name): \($0)" }
        }
        return lines.map { "  " + $0 }.joined(separator: "\n")
    }

    private func lines(of cleaning: Cleaning, in document: Document) -> String {
        let edits = cleaning.edits.sorted { $0.span < $1.span }.map { edit in
            let source = document.offsets.source(of: edit.span).range
            let removed = shown(source, isRunningText: true)
            let added = masked(edit.replacement, masksDigits: true)
            return "\(place(source)) “\(removed)” → “\(added)”"
        }
        let zones = cleaning.zones.map { zone in
            let source = document.offsets.source(of: zone.span).range
            return "\(place(source)) zone \(zone.value.rawValue)"
        }
        let remarks = cleaning.remarks.map { remark in
            let source = remark.span.map { document.offsets.source(of: $0).range }
            return (source.map { place($0) + " " } ?? "") + "\(remark.code): \(remark.message)"
        }
        return joined(edits + zones + remarks)
    }

    private func lines(
        of mentions: [(span: TextSpan, value: String)], in document: Document, isRunningText: Bool
    ) -> String {
        joined(
            mentions.map { span, value in
                let source = document.offsets.source(of: span).range
                let text = shown(source, isRunningText: isRunningText)
                // What was read there may say the same as the bytes.
                let reading =
                    isRunningText && text == Self.hidden ? "" : " " + masked(Array(value.utf8))
                return "\(place(source)) “\(text)”\(reading)"
            })
    }

    /// The mentions of a layer, with the parts of the text that they name.
    private func described(
        _ layer: LayerName, in document: Document
    ) -> [(span: TextSpan, value: String)] {
        document.contents(of: layer).map { span, value in
            let named = (value as? any SpanNaming)?.namedSpans ?? []
            let parts = named.map { name, span in
                let source = document.offsets.source(of: span).range
                return ", \(name) “\(shown(source, isRunningText: true))”"
            }
            return (span, String(describing: value) + parts.joined())
        }
    }

    private func joined(_ lines: [String]) -> String {
        let rest = lines.count > limit ? ["… and \(lines.count - limit) more"] : []
        return (lines.prefix(limit) + rest).map { "\n  " + $0 }.joined()
    }

    private func place(_ range: Range<Int>) -> String {
        "\(range.lowerBound)..<\(range.upperBound)"
    }

    /// The page's bytes in `range`, unless something personal is in them.
    private func shown(_ range: Range<Int>, isRunningText: Bool) -> String {
        let bounded = range.clamped(to: 0..<page.body.count)
        let hidden = isRunningText ? personal + surroundings : personal
        let isPersonal = hidden.contains { $0.overlaps(bounded) }
        let isBlank = page.body[bounded].allSatisfy { $0 <= 0x20 }
        guard isBlank || !isPersonal, isBlank || knowsContacts || !isRunningText else {
            return Self.hidden
        }
        // Masked first: a cut must not part an address from its sign.
        let line = masked(Array(page.body[bounded].prefix(4096)), masksDigits: isRunningText)
        return line.count > Self.width ? line.prefix(Self.width) + "…" : line
    }

    /// `bytes` on one line, without what may be a mail address or telephone number.
    private func masked(_ bytes: [UInt8], masksDigits: Bool = false) -> String {
        var line = ""
        var word: [UInt8] = []
        for byte in bytes + [0x20] {
            guard byte <= 0x20 else {
                word.append(byte)
                continue
            }
            line += maskedWord(String(decoding: word, as: UTF8.self))
            word.removeAll(keepingCapacity: true)
            line += Self.visible[byte] ?? " "
        }
        line.removeLast()
        let hidesDigits = masksDigits && line.count(where: \.isNumber) > 6
        return hidesDigits ? String(line.map { $0.isNumber ? "▒" : $0 }) : line
    }

    private static let visible: [UInt8: String] = [0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"]

    private func maskedWord(_ word: String) -> String {
        let marks = ["@", "%40", "&#64;", "&#x40;", "&commat;", "mailto"]
        let lowered = word.lowercased()
        return marks.contains { lowered.contains($0) } ? Self.hidden : word
    }
}

extension Document {
    /// Where the names that belong to an address stand: near it in its own line, and in the short
    /// lines right before and after, up to four and one.
    fileprivate func lines(around span: TextSpan) -> TextSpan {
        let newline = UInt8(ascii: "\n")
        let lineStart = { (end: Int) in text[..<end].lastIndex(of: newline).map { $0 + 1 } ?? 0 }
        let own = lineStart(span.lowerBound)
        var start = max(own, span.lowerBound - Self.nearby)
        if start == own {
            for _ in 0..<4 where start > 0 && start == lineStart(start) {
                let earlier = lineStart(start - 1)
                guard start - earlier <= Self.nearby else { break }
                start = earlier
            }
        }
        let ownEnd = text[span.upperBound...].firstIndex(of: newline) ?? text.count
        var end = min(ownEnd, span.upperBound + Self.nearby)
        if end == ownEnd, end < text.count {
            let next = text[(end + 1)...].firstIndex(of: newline) ?? text.count
            if next - end <= Self.nearby { end = next }
        }
        return TextSpan(start..<end)
    }

    /// In bytes: longer lines are prose, not a name or an office.
    private static let nearby = 80
}
