import DocumentModel
import TextAnalysis

/// Finds the date of publication in a page that is text: the one that opens its story ("Lima, 3 March
/// 2019 – "), else one that stands alone over it.
///
/// The navigation over the story is still there, and often a date of the scraper's before it.
struct TextDate {
    /// Lines and bytes of prose after which no more is looked for.
    private static let mostLines = 200
    private static let mostProse = 2000

    let published: String?

    init(_ text: [UInt8], _ dateLine: DateLine) {
        var alone: String?
        var opening: String?
        var prose = 0
        var lines = 0
        var start = 0
        while start < text.count, opening == nil, prose < Self.mostProse, lines < Self.mostLines {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let line = text[start..<end].drop { $0 <= 0x20 }
            start = end + 1
            guard !line.isEmpty else { continue }
            lines += 1
            if line.count > 160 { prose += line.count }
            guard Self.mayHoldDate(line.prefix(200)) else { continue }
            let head = Array(line.prefix(320)).head(160)
            opening = dateLine.dateline(of: head)
            guard opening == nil, alone == nil, line.count <= 90 else { continue }
            let read = dateLine.line(head)
            // What scrapers put first is their own field, and its date of theirs.
            guard let found = read.dates.first, read.role != .copied,
                lines > 1 || !dateLine.opensWithField(read)
            else { continue }
            if read.others(than: found).all <= 2 { alone = found.date }
        }
        published = opening ?? alone
    }

    private static func mayHoldDate(_ line: ArraySlice<UInt8>) -> Bool {
        line.withUnsafeBufferPointer { DateLine.mayHoldDate($0, 0..<$0.count) }
    }
}
