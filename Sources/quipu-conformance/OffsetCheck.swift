import DocumentModel
import HTMLScanning
import TextAnalysis

/// Follows the runs of offset maps back to a page and counts what does not hold.
struct OffsetCheck {
    private(set) var runs = 0
    /// Bytes of text in verbatim runs.
    private(set) var verbatimBytes = 0
    /// Bytes of verbatim runs that are others in the page.
    private(set) var differentBytes = 0
    /// Bytes of runs that point beyond the page.
    private(set) var outsideBytes = 0
    /// Bytes of replaced runs of an extractor that the bytes of the page do not stand for.
    private(set) var unexplainedBytes = 0
    /// Runs that come from before the run they follow.
    private(set) var stepsBack = 0

    var wrongBytes: Int { differentBytes + outsideBytes + unexplainedBytes }

    /// Checks the map of a text against the page it was taken from.
    ///
    /// - Parameter decoded: The page in the charset it was read in, where each replaced run must
    ///   be what a reference or a character of the page stands for, or part two words. Nil for a
    ///   text that cleaners have written in.
    mutating func check(_ document: Document, _ page: Page, decoded: DecodedText?) {
        let map = document.offsets
        for (index, run) in map.runs.enumerated() {
            let next = index + 1 < map.runs.count ? Int(map.runs[index + 1].textStart) : nil
            let text = document.text[Int(run.textStart)..<(next ?? map.textLength)]
            let start = Int(run.sourceStart)
            let source = start..<(start + Int(run.sourceLength))
            runs += 1
            guard source.upperBound <= page.body.count else {
                outsideBytes += text.count
                continue
            }
            if index > 0, start < Int(map.runs[index - 1].sourceStart) { stepsBack += 1 }
            if run.isVerbatim {
                verbatimBytes += text.count
                differentBytes += zip(text, page.body[source]).count { $0 != $1 }
            } else if let decoded, !Self.explains(decoded.slice(from: source), text) {
                unexplainedBytes += text.count
            }
        }
    }

    mutating func add(_ other: OffsetCheck) {
        runs += other.runs
        verbatimBytes += other.verbatimBytes
        differentBytes += other.differentBytes
        outsideBytes += other.outsideBytes
        unexplainedBytes += other.unexplainedBytes
        stepsBack += other.stepsBack
    }

    /// Whether `source` is an address as Cloudflare codes it: bytes in hexadecimal, each changed by
    /// the first.
    private static func isCoded(_ source: [UInt8], _ text: ArraySlice<UInt8>) -> Bool {
        guard source.count == 2 * (text.count + 1) else { return false }
        let bytes = stride(from: 0, to: source.count, by: 2).map {
            UInt8(String(decoding: source[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        }
        guard let key = bytes.first ?? nil else { return false }
        return zip(text, bytes.dropFirst()).allSatisfy { $0 ^ key == $1 }
    }

    /// Whether `source` is drawn from its last character to its first.
    private static func isReversed(_ source: [UInt8], _ text: ArraySlice<UInt8>) -> Bool {
        source.count == text.count
            && String(decoding: source, as: UTF8.self).reversed().map(\.utf8).joined()
                .elementsEqual(text)
    }

    /// Whether `text` is what `source`, a stretch of a decoded page, stands for.
    private static func explains(_ source: [UInt8], _ text: ArraySlice<UInt8>) -> Bool {
        if text.allSatisfy(\.isASCIIWhitespace) || source.elementsEqual(text) { return true }
        if isCoded(source, text) || isReversed(source, text) { return true }
        return source.withUnsafeBufferPointer { bytes in
            guard let reference = CharacterReference(in: bytes, at: 0, before: bytes.count),
                reference.length == bytes.count
            else { return false }
            let scalars = [reference.first] + (reference.second.map { [$0] } ?? [])
            return scalars.flatMap { Array(String($0).utf8) }.elementsEqual(text)
        }
    }
}

extension DecodedText {
    /// The decoded text that came from `source`, a stretch of the page.
    fileprivate func slice(from source: Range<Int>) -> [UInt8] {
        let runs = offsets.runs
        var result: [UInt8] = []
        var index = runs.partitioningIndex {
            Int($0.sourceStart + $0.sourceLength) > source.lowerBound
        }
        while index < runs.count, Int(runs[index].sourceStart) < source.upperBound {
            let run = runs[index]
            let start = Int(run.textStart)
            let end = index + 1 < runs.count ? Int(runs[index + 1].textStart) : text.count
            let skipped = max(0, source.lowerBound - Int(run.sourceStart))
            let left = max(
                0, Int(run.sourceStart + run.sourceLength) - source.upperBound)
            result += run.isVerbatim ? text[(start + skipped)..<(end - left)] : text[start..<end]
            index += 1
        }
        return result
    }
}
