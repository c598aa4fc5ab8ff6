import CodeLists
import DocumentModel
import Lexicons
import StageKit

/// How mail addresses are disguised in words: the signs spelled out, and what is put in to be left
/// out again, in any language.
struct AddressSpelling: Sendable {
    let at: [[UInt8]]
    let dot: [[UInt8]]
    let traps: [[UInt8]]
    private let suffixes: Set<[UInt8]>
    /// The first two letters of signs, each pair once.
    let begins: [(first: UInt8, second: UInt8)]

    init(_ resources: StageResources) {
        let words = resources.lexicons.languages.compactMap { resources.lexicons[$0]?.contact }
        func longestFirst(_ words: [String]) -> [[UInt8]] {
            words.map { Array($0.utf8) }.sorted {
                ($1.count, $0.reduce(0) { $0 &* 31 &+ Int($1) })
                    < ($0.count, $1.reduce(0) { $0 &* 31 &+ Int($1) })
            }
        }
        at = longestFirst(words.flatMap(\.atSigns))
        dot = longestFirst(words.flatMap(\.dotSigns))
        traps = longestFirst(words.flatMap(\.spamTraps))
        suffixes = Set(resources.codeLists["web_suffixes"]["suffix"].map { Array($0.utf8) })
        let pairs = Set(at.filter { $0.count >= 2 }.map { [$0[0], $0[1]] })
        begins = pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
    }

    func isSuffix(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        suffixes.contains(label.map(\.asciiLowered))
    }

    /// Whether a host ends as hosts do: in a known suffix, or in one and a country's.
    func isHost(_ host: SpelledAddresses.Host, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        isSuffix(bytes[host.last])
            || host.labels >= 3 && host.last.count == 2 && isSuffix(bytes[host.lastButOne])
    }
}

/// Finds mail addresses that are spelled "desk [at] example [dot] org", and what keeps robots off.
struct SpelledAddresses {
    private(set) var edits: [TextEdit] = []

    private let bytes: UnsafeBufferPointer<UInt8>
    private let range: Range<Int>
    private let spelling: AddressSpelling
    /// The end of the last address put right.
    private var floor: Int

    private static let triggers: [Bool] = (0..<256).map { "[({ _@".utf8.contains(UInt8($0)) }

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ spelling: AddressSpelling
    ) {
        self.bytes = bytes
        self.range = range
        self.spelling = spelling
        floor = range.lowerBound
    }

    mutating func scan() {
        guard !spelling.at.isEmpty else { return }
        Self.triggers.withUnsafeBufferPointer { triggers in
            var offset = range.lowerBound
            while offset < range.upperBound {
                offset = bytes.skipping(from: offset, before: range.upperBound, until: isOdd)
                let end = min(offset + 16, range.upperBound)
                while offset < end {
                    if triggers[Int(bytes[offset])] { look(at: offset) }
                    offset += 1
                }
            }
        }
    }

    /// Marks that signs are written in, and blanks that one may follow.
    @inline(__always)
    private func isOdd(_ bytes: ByteChunk, _ next: ByteChunk, _ third: ByteChunk) -> ByteMask {
        let brackets =
            bytes.isByte(UInt8(ascii: "[")) .| bytes.isByte(UInt8(ascii: "("))
            .| bytes.isByte(UInt8(ascii: "{")) .| bytes.isByte(UInt8(ascii: "_"))
            .| bytes.isByte(UInt8(ascii: "@"))
        let blank = bytes.isByte(0x20)
        let first = next | ByteChunk(repeating: 0x20)
        let second = third | ByteChunk(repeating: 0x20)
        var sign = ByteMask(repeating: false)
        for begin in spelling.begins {
            sign = sign .| (first.isByte(begin.first) .& second.isByte(begin.second))
        }
        return brackets .| (blank .& sign)
    }

    @inline(__always)
    private mutating func look(at offset: Int) {
        guard offset >= floor else { return }
        switch bytes[offset] {
        case UInt8(ascii: " "):
            let first = byte(offset + 1).asciiLowered
            if spelling.begins.contains(where: { $0.first == first }) { bareSign(at: offset) }
        case UInt8(ascii: "@"): plainSign(at: offset)
        default: bracketedSign(at: offset)
        }
    }

    // MARK: Signs spelled out

    /// "desk [at] example.org", "desk(at)example(dot)org", "desk_at_example.org".
    private mutating func bracketedSign(at offset: Int) {
        guard let sign = bracketed(spelling.at, at: offset) ?? bracketedLetter(at: offset) else {
            removeBracketedTrap(at: offset)
            return
        }
        let isLine = bytes[offset] == UInt8(ascii: "_")
        guard let local = local(before: isLine ? offset : skippingBlanksBack(offset)),
            let host = host(from: isLine ? sign : skippingBlanks(sign)), host.labels >= 2,
            !isLine || spelling.isHost(host, in: bytes)
        else { return }
        put(local, sign: local.upperBound..<host.start, host)
    }

    /// "desk at example dot org", "desk AT example.org".
    private mutating func bareSign(at offset: Int) {
        guard let sign = word(of: spelling.at, at: offset + 1), byte(sign) == UInt8(ascii: " "),
            let local = local(before: skippingBlanksBack(offset)),
            let host = host(from: skippingBlanks(sign)), host.labels >= 2,
            spelling.isHost(host, in: bytes)
        else { return }
        let isUpper = bytes[offset + 1..<sign].allSatisfy { $0 & 0x20 == 0 }
        let hasCapitals = [local, host.start..<host.end].contains {
            bytes[$0].contains { (0x41...0x5A).contains($0) }
        }
        let hasBareDot = host.dots.contains { bytes[$0.lowerBound] == UInt8(ascii: " ") }
        guard isUpper ? !hasCapitals || hasBareDot : hasBareDot && !hasCapitals else { return }
        put(local, sign: local.upperBound..<host.start, host)
    }

    private mutating func put(_ local: Range<Int>, sign: Range<Int>, _ host: Host) {
        for dot in localDots(before: local) { replace(dot, with: ".") }
        let scheme = local.lowerBound - 7
        if scheme >= floor, hasPrefix("mailto:", at: scheme) {
            replace(scheme..<local.lowerBound, with: "")
        }
        replace(sign, with: "@")
        for dot in host.dots { replace(dot, with: ".") }
        floor = host.end
    }

    private mutating func replace(_ range: Range<Int>, with text: String) {
        edits.append(TextEdit(TextSpan(range), to: text))
    }

    // MARK: Signs as they are

    /// "desk @ example.org" behind a label, "desk@ example.org", and words put into addresses.
    private mutating func plainSign(at offset: Int) {
        let nameEnd = skippingBlanksBack(offset)
        let hostStart = skippingBlanks(offset + 1)
        guard let local = local(before: nameEnd), let host = host(from: hostStart) else { return }
        if nameEnd < offset || hostStart > offset + 1 {
            let isNamed = nameEnd == offset || isLabelled(local.lowerBound)
            guard isNamed, host.labels >= 2, spelling.isHost(host, in: bytes),
                host.dots.isEmpty
            else { return }
            if nameEnd < offset { replace(nameEnd..<offset, with: "") }
            if hostStart > offset + 1 { replace(offset + 1..<hostStart, with: "") }
            floor = host.end
            return
        }
        if removeTrap(in: local, least: 1) { return }
        removeTrap(in: host.start..<host.end, least: 2)
    }

    /// Whether a label with its colon, or the start of the line, stands before `offset`.
    private func isLabelled(_ offset: Int) -> Bool {
        let before = byte(skippingBlanksBack(offset) - 1)
        return before == UInt8(ascii: ":") || before == 0x0A || before == 0
    }

    // MARK: Words to be left out

    /// Takes out a word such as "NOSPAM" where more of the address remains.
    @discardableResult
    private mutating func removeTrap(in part: Range<Int>, least labels: Int) -> Bool {
        for trap in spelling.traps where trap.count < part.count {
            var start = part.lowerBound
            while start + trap.count <= part.upperBound {
                guard trap.indices.allSatisfy({ bytes[start + $0].asciiLowered == trap[$0] }) else {
                    start += 1
                    continue
                }
                var found = start..<start + trap.count
                if found.upperBound < part.upperBound, isSeparator(found.upperBound) {
                    found = found.lowerBound..<found.upperBound + 1
                } else if found.lowerBound > part.lowerBound, isSeparator(found.lowerBound - 1) {
                    found = found.lowerBound - 1..<found.upperBound
                }
                let rest =
                    Array(bytes[part.lowerBound..<found.lowerBound])
                    + bytes[found.upperBound..<part.upperBound]
                guard rest.split(separator: UInt8(ascii: ".")).count >= labels else { return false }
                replace(found, with: "")
                floor = part.upperBound
                return true
            }
        }
        return false
    }

    /// "desk[NOSPAM]@example.org", "desk@(remove)example.org".
    private mutating func removeBracketedTrap(at offset: Int) {
        guard let end = bracketed(spelling.traps, at: offset) else { return }
        let before = byte(offset - 1)
        let after = byte(end)
        guard
            before == UInt8(ascii: "@") && after.isHostByte
                || before.isLocalByte && after == UInt8(ascii: "@")
        else { return }
        replace(offset..<end, with: "")
    }

    private func isSeparator(_ offset: Int) -> Bool { "._-".utf8.contains(bytes[offset]) }

    // MARK: Parts of addresses

    struct Host {
        let start: Int
        var end: Int
        var labels = 0
        var last: Range<Int> {
            didSet { lastButOne = oldValue }
        }
        private(set) var lastButOne = 0..<0
        /// The stops that are spelled out.
        var dots: [Range<Int>] = []

        init(_ start: Int, _ first: Range<Int>) {
            self.start = start
            end = first.upperBound
            labels = 1
            last = first
        }
    }

    private func local(before end: Int) -> Range<Int>? {
        var start = end
        while start > floor, end - start < 64, byte(start - 1).isLocalByte { start -= 1 }
        while start < end, !bytes[start].isASCIIAlphanumeric { start += 1 }
        guard start < end, bytes[end - 1] != UInt8(ascii: ".") else { return nil }
        return start..<end
    }

    /// Spelled stops before the last part of the name: "ana [dot] ruiz [at] example.org".
    private func localDots(before local: Range<Int>) -> [Range<Int>] {
        var dots: [Range<Int>] = []
        var start = local.lowerBound
        while dots.count < 4 {
            let end = skippingBlanksBack(start)
            guard let open = opening(of: spelling.dot, before: end),
                let before = self.local(before: skippingBlanksBack(open))
            else { break }
            dots.insert(before.upperBound..<start, at: 0)
            start = before.lowerBound
        }
        return dots
    }

    private func host(from start: Int) -> Host? {
        guard let first = label(from: start) else { return nil }
        var host = Host(start, first)
        while host.labels < 8 {
            let next = host.end
            if byte(next) == UInt8(ascii: "."), let label = label(from: next + 1) {
                host.end = label.upperBound
                host.last = label
            } else if let dot = dot(at: next), let label = label(from: dot.upperBound) {
                host.dots.append(dot)
                host.end = label.upperBound
                host.last = label
            } else {
                break
            }
            host.labels += 1
        }
        let letters = bytes[host.last].allSatisfy(\.isASCIILetter)
        return letters && host.last.count >= 2 || host.labels == 1 ? host : nil
    }

    private func label(from start: Int) -> Range<Int>? {
        var end = start
        while end - start < 63, byte(end).isHostByte, byte(end) != UInt8(ascii: ".") { end += 1 }
        while end > start, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        return end > start ? start..<end : nil
    }

    /// A spelled stop at `offset` with the blanks round it.
    private func dot(at offset: Int) -> Range<Int>? {
        let start = skippingBlanks(offset)
        if let end = bracketed(spelling.dot, at: start) ?? bracketedStop(at: start) {
            return offset..<skippingBlanks(end)
        }
        guard start > offset, let end = word(of: spelling.dot, at: start),
            byte(end) == UInt8(ascii: " ")
        else { return nil }
        return offset..<skippingBlanks(end)
    }

    /// The end of "[.]" at `offset`.
    private func bracketedStop(at offset: Int) -> Int? {
        guard let close = byte(offset).closingBracket, byte(offset + 1) == UInt8(ascii: "."),
            byte(offset + 2) == close
        else { return nil }
        return offset + 3
    }

    /// The end of "[@]", or of "[a]" inside a word, at `offset`.
    private func bracketedLetter(at offset: Int) -> Int? {
        guard let close = byte(offset).closingBracket, byte(offset + 2) == close else { return nil }
        if byte(offset + 1) == UInt8(ascii: "@") { return offset + 3 }
        return byte(offset) == UInt8(ascii: "[") && byte(offset + 1) == UInt8(ascii: "a")
            && byte(offset - 1).isLocalByte && byte(offset + 3).isHostByte ? offset + 3 : nil
    }

    /// The end of one of `words` in brackets at `offset`.
    private func bracketed(_ words: [[UInt8]], at offset: Int) -> Int? {
        guard let close = byte(offset).closingBracket,
            let end = word(of: words, at: skippingBlanks(offset + 1))
        else { return nil }
        let mark = skippingBlanks(end)
        return byte(mark) == close ? mark + 1 : nil
    }

    /// Where one of `words` in brackets that ends before `end` opens.
    private func opening(of words: [[UInt8]], before end: Int) -> Int? {
        for word in words where end - word.count - 2 >= floor {
            let open = end - word.count - 2
            if bracketed(words, at: open) == end { return open }
        }
        return nil
    }

    private func word(of words: [[UInt8]], at offset: Int) -> Int? {
        for word in words where offset + word.count <= range.upperBound {
            if word.indices.allSatisfy({ bytes[offset + $0].asciiLowered == word[$0] }),
                !byte(offset + word.count).isASCIIAlphanumeric, byte(offset + word.count) < 0x80
            {
                return offset + word.count
            }
        }
        return nil
    }

    private func hasPrefix(_ word: StaticString, at offset: Int) -> Bool {
        MarkupSyntax(bytes: bytes, range: range).hasPrefix(word, at: offset)
    }

    private func byte(_ offset: Int) -> UInt8 { range.contains(offset) ? bytes[offset] : 0 }

    private func skippingBlanks(_ offset: Int) -> Int {
        var position = offset
        while byte(position) == UInt8(ascii: " "), position - offset < 8 { position += 1 }
        return position
    }

    private func skippingBlanksBack(_ offset: Int) -> Int {
        var position = offset
        while position > floor, byte(position - 1) == UInt8(ascii: " "), offset - position < 8 {
            position -= 1
        }
        return position
    }
}

extension UInt8 {
    fileprivate var isLocalByte: Bool { isASCIIAlphanumeric || "._%+-".utf8.contains(self) }

    fileprivate var isHostByte: Bool {
        isASCIIAlphanumeric || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
    }

    /// What closes the bracket, or the line, that this opens.
    fileprivate var closingBracket: UInt8? {
        switch self {
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "_"): self
        default: nil
        }
    }
}
