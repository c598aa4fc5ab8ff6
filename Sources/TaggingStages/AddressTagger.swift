import CodeLists
package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags mail addresses, web addresses and telephone numbers.
package struct AddressTagger: Tagger {
    package static let name: StageName = "tag-addresses"
    package static let summary = "Tags mail addresses, web addresses and telephone numbers."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name,
    ]
    package static let provides = LayerKey<AddressKind>.addresses
    package static let examples = [
        StageExample("Write to ⟦press.office@example.org⟧.", reads: ["EMAIL"]),
        StageExample("Write to ⟦press [at] example [dot] org⟧.", reads: ["EMAIL"]),
        StageExample("Tel: ⟦+51 1 555 01 98⟧", reads: ["PHONE"]),
        StageExample("Teléfono: ⟦555-0198⟧", in: .spanish, reads: ["PHONE"]),
        StageExample("See ⟦https://example.org/a?b=c⟧.", reads: ["URL"]),
        StageExample("See ⟦www.example.org⟧ or ⟦example.gob.pe⟧.", reads: ["URL", "URL"]),
        StageExample("at ⟦ports.ly⟧, ⟦a4.am⟧, at 7.am or later.is it", reads: ["URL", "URL"]),
        StageExample("from 2005-2008, 1 200 000 persons on 12/03/2008", reads: []),
        StageExample("account 12345678", reads: []),
    ]

    private let suffixes: WebSuffixes
    private let signs: SpelledSigns
    private let phones: [LanguageCode: PhoneWords]

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        suffixes = WebSuffixes(resources.codeLists)
        signs = SpelledSigns(resources.lexicons)
        phones = try resources.shared { () throws(StageError) in
            PhoneWordsByLanguage(resources.lexicons)
        }.byLanguage
    }

    package func mentions(
        in document: Document
    ) throws(StageError) -> [Mention<AddressKind>] {
        let text = document.text
        var spans = [Mention<AddressKind>]()
        text.withUnsafeBufferPointer { bytes in
            let mails = mailAddresses(in: bytes, signs)
            let webs = webAddresses(in: bytes, suffixes, outside: mails)
            spans = mails.map { Mention($0, .email) } + webs.map { Mention($0, .web) }
        }
        spans.sort { $0.span < $1.span }
        let words = phones[document.language] ?? phones[.undetermined] ?? PhoneWords()
        let found = PhoneReader(
            text: text, words: document[.words], taken: spans.map(\.span), phrases: words)
        return spans + found.numbers().map { Mention($0, .phone) }
    }
}

/// The phrase tables for telephone numbers, made once.
private struct PhoneWordsByLanguage: Sendable {
    var byLanguage: [LanguageCode: PhoneWords] = [:]

    init(_ lexicons: Lexicons) {
        var all = PhoneWords()
        for language in lexicons.languages {
            guard let contact = lexicons[language]?.contact else { continue }
            var words = PhoneWords()
            words.add(contact)
            all.add(contact)
            byLanguage[language] = words
        }
        byLanguage[.undetermined] = all
    }
}

/// How the signs of mail addresses are spelled out, in any language.
private struct SpelledSigns: Sendable {
    let at: [[UInt8]]
    let dot: [[UInt8]]

    init(_ lexicons: Lexicons) {
        let words = lexicons.languages.compactMap { lexicons[$0]?.contact }
        at = words.flatMap(\.atSigns).map { Array($0.utf8) }
        dot = words.flatMap(\.dotSigns).map { Array($0.utf8) }
    }
}

// MARK: Mail

/// The mail addresses in `bytes`, sorted. Linear: work is done at signs only.
private func mailAddresses(
    in bytes: UnsafeBufferPointer<UInt8>, _ signs: SpelledSigns
) -> [TextSpan] {
    var spans: [TextSpan] = []
    var from = 0
    while let sign = bytes[from...].firstIndex(where: { $0 == UInt8(ascii: "@") || $0.opensMark }) {
        from = sign + 1
        let isPlain = bytes[sign] == UInt8(ascii: "@")
        guard let next = isPlain ? sign + 1 : bytes.spelledSign(signs.at, at: sign) else {
            continue
        }
        let floor = spans.last?.upperBound ?? 0
        let nameEnd = isPlain ? sign : bytes.skippingBlanksBack(from: sign)
        var start = nameEnd
        while start > floor, bytes[start - 1].isMailName { start -= 1 }
        // What stands glued before a name in another script is no part of it.
        let hostStart = isPlain ? next : bytes.skippingBlanks(from: next)
        guard start < nameEnd, bytes.isMailName(start..<nameEnd),
            let end = isPlain
                ? bytes.mailHost(from: hostStart) : bytes.spelledHost(from: hostStart, signs)
        else { continue }
        spans.append(TextSpan(start..<end))
        from = end
    }
    return spans
}

extension UnsafeBufferPointer<UInt8> {
    /// The end of "[at]" or "(at)" that starts at `offset`, nil where there is none.
    fileprivate func spelledSign(_ signs: [[UInt8]], at offset: Int) -> Int? {
        guard self[offset].opensMark else { return nil }
        let start = skippingBlanks(from: offset + 1)
        for sign in signs where start + sign.count < count {
            let isSpelled = sign.indices.allSatisfy { self[start + $0] | 0x20 == sign[$0] }
            let end = skippingBlanks(from: start + sign.count)
            if isSpelled, end < count, self[end].closesMark { return end + 1 }
        }
        return nil
    }

    fileprivate func skippingBlanks(from offset: Int) -> Int {
        var position = offset
        while position < count, self[position] == UInt8(ascii: " ") { position += 1 }
        return position
    }

    fileprivate func skippingBlanksBack(from offset: Int) -> Int {
        var position = offset
        while position > 0, self[position - 1] == UInt8(ascii: " ") { position -= 1 }
        return position
    }

    /// Whether the name of a mailbox neither starts, ends nor doubles its stops.
    fileprivate func isMailName(_ range: Range<Int>) -> Bool {
        let stop = UInt8(ascii: ".")
        guard range.count <= 64, self[range.lowerBound] != stop,
            self[range.upperBound - 1] != stop
        else { return false }
        return !zip(self[range], self[range].dropFirst()).contains { $0 == stop && $1 == stop }
    }

    /// The end of the host name, or the bracketed number, that a mail address goes on with.
    fileprivate func mailHost(from start: Int) -> Int? {
        guard start < count else { return nil }
        if self[start] == UInt8(ascii: "[") {
            var end = start + 1
            while end < count, self[end].isASCIIDigit || self[end] == UInt8(ascii: ".") { end += 1 }
            let isClosed = end < count && self[end] == UInt8(ascii: "]")
            return isClosed && end > start + 6 ? end + 1 : nil
        }
        guard let host = hostName(from: start), host.labels >= 2, host.lastIsWord else {
            return nil
        }
        let after = host.end < count ? self[host.end] : 0
        return after == UInt8(ascii: "_") || after == UInt8(ascii: "@") ? nil : host.end
    }

    /// The end of a host name whose stops may be spelled "[dot]".
    fileprivate func spelledHost(from start: Int, _ signs: SpelledSigns) -> Int? {
        guard let first = hostName(from: start) else { return nil }
        var end = first.end
        var labels = first.labels
        while true {
            let next = skippingBlanks(from: end)
            guard next < count, let sign = spelledSign(signs.dot, at: next),
                let host = hostName(from: skippingBlanks(from: sign))
            else { break }
            end = host.end
            labels += host.labels
        }
        return labels >= 2 ? end : nil
    }

    /// The labels parted by stops from `start` on, without a stop that ends a sentence.
    fileprivate func hostName(from start: Int) -> (end: Int, labels: Int, lastIsWord: Bool)? {
        var position = start
        var labels = 0
        var end = start
        var lastIsWord = false
        while true {
            let labelStart = position
            var hasLetter = true
            while position < count, self[position].isHost {
                hasLetter = hasLetter && self[position].isASCIILetter
                position += 1
            }
            guard position > labelStart, position - labelStart <= 63 else { break }
            labels += 1
            end = position
            lastIsWord = hasLetter && position - labelStart >= 2
            guard position < count, self[position] == UInt8(ascii: ".") else { break }
            position += 1
        }
        while end > start, self[end - 1] == UInt8(ascii: "-") { end -= 1 }
        return labels > 0 && end > start ? (end, labels, lastIsWord) : nil
    }
}

// MARK: Web

/// By what the last label of a bare host name is known.
private struct WebSuffixes: Sendable {
    /// Enough in any writing.
    let sure: Set<String>
    /// Enough in small letters.
    let loose: Set<String>

    init(_ lists: CodeLists) {
        sure = Set(lists["web_suffixes"]["suffix"])
        loose = Set(lists["web_suffixes_loose"]["suffix"])
    }
}

/// The web addresses in `bytes` that do not overlap `taken`, sorted.
private func webAddresses(
    in bytes: UnsafeBufferPointer<UInt8>, _ suffixes: WebSuffixes, outside taken: [TextSpan]
) -> [TextSpan] {
    var spans: [TextSpan] = []
    var from = 0
    var next = 0
    while let mark = bytes[from...].firstIndex(where: { $0 == UInt8(ascii: ":") || $0.isStop }) {
        from = mark + 1
        while next < taken.count, taken[next].upperBound <= mark { next += 1 }
        if next < taken.count, taken[next].lowerBound <= mark {
            from = taken[next].upperBound
            continue
        }
        let floor = spans.last?.upperBound ?? 0
        guard let span = bytes.webAddress(around: mark, notBefore: floor, suffixes) else {
            continue
        }
        if next < taken.count, taken[next].overlaps(span) { continue }
        spans.append(span)
        from = span.upperBound
    }
    return spans
}

extension UnsafeBufferPointer<UInt8> {
    /// The web address with a colon or its first stop at `mark`.
    fileprivate func webAddress(
        around mark: Int, notBefore floor: Int, _ suffixes: WebSuffixes
    ) -> TextSpan? {
        var start = mark
        if self[mark] == UInt8(ascii: ":") {
            guard mark + 3 < count, self[mark + 1] == UInt8(ascii: "/"),
                self[mark + 2] == UInt8(ascii: "/")
            else { return nil }
            while start > floor, self[start - 1].isASCIILetter { start -= 1 }
            guard (3...5).contains(mark - start),
                let host = hostName(from: mark + 3), host.end > mark + 4
            else { return nil }
            return TextSpan(start..<pathEnd(from: host.end))
        }
        while start > floor, self[start - 1].isHost { start -= 1 }
        guard start < mark, start == 0 || !self[start - 1].joinsAddress,
            let host = hostName(from: start), host.labels >= 2, host.lastIsWord
        else { return nil }
        let isNamed = mark - start == 3 && (start..<mark).allSatisfy { self[$0] | 0x20 == 0x77 }
        guard isNamed || hasKnownSuffix(start..<host.end, suffixes) else { return nil }
        return TextSpan(start..<pathEnd(from: host.end))
    }

    /// Whether the last label of a host, or the one before a country's, is a known suffix.
    private func hasKnownSuffix(_ range: Range<Int>, _ suffixes: WebSuffixes) -> Bool {
        let labels = self[range].split(separator: UInt8(ascii: "."))
        guard let last = labels.last, labels.count >= 2 else { return false }
        func isKnown(_ label: Slice<Self>, in suffixes: Set<String>) -> Bool {
            suffixes.contains(String(decoding: label.map { $0 | 0x20 }, as: UTF8.self))
        }
        if isKnown(last, in: suffixes.sure) { return true }
        if last.count == 2, labels.count >= 3, isKnown(labels[labels.count - 2], in: suffixes.sure)
        {
            return true
        }
        return isKnown(last, in: suffixes.loose) && isPlainName(labels[labels.count - 2])
            && !self[range].contains { (0x41...0x5A).contains($0) }
    }

    /// Whether a label before a loose suffix is no abbreviation ("p.si") and no hour ("7.am").
    private func isPlainName(_ label: Slice<Self>) -> Bool {
        let digits = label.count { $0.isASCIIDigit }
        if digits == label.count { return digits > 2 || digits == 2 && label.first ?? 0 > 0x31 }
        return digits > 0 || label.count >= 3
    }

    /// The end of the port, path and query that may follow a host, without a sentence's marks.
    private func pathEnd(from host: Int) -> Int {
        var end = host
        guard end < count, "/:?#".utf8.contains(self[end]) else { return end }
        while end < count, self[end] > 0x20, !"<>\"\\^`{|}".utf8.contains(self[end]) { end += 1 }
        while end > host, ".,;:!?)]'*".utf8.contains(self[end - 1]) { end -= 1 }
        return end
    }
}

extension UInt8 {
    fileprivate var isStop: Bool { self == UInt8(ascii: ".") }
    fileprivate var isHost: Bool { isASCIIAlphanumeric || self == UInt8(ascii: "-") }
    fileprivate var isMailName: Bool { isASCIIAlphanumeric || "._%+-".utf8.contains(self) }
    fileprivate var opensMark: Bool { self == UInt8(ascii: "[") || self == UInt8(ascii: "(") }
    fileprivate var closesMark: Bool { self == UInt8(ascii: "]") || self == UInt8(ascii: ")") }
    /// Whether a host name cannot start right after this.
    fileprivate var joinsAddress: Bool {
        self == UInt8(ascii: "@") || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "/") || self >= 0x80
    }
}
