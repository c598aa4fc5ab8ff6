import Foundation

/// Profiles of sites as a CSV file: one line a row, sorted, so that the same pages give the same
/// bytes and two files can be compared.
enum ProfileFile {
    /// Why a file is no profile, and where.
    struct Fault: Error {
        /// From 1; columns count characters.
        let line: Int
        let column: Int
        let reason: String
    }

    private static let title = "# Quipu boilerplate profile 1: "
    private static let columns = [
        "site", "site_pages", "line", "pages", "head", "body", "foot", "before", "before_pages",
        "after", "after_pages", "block", "times", "numbers", "text",
    ]
    private static let edge = "edge"
    private static let varying = "varying"

    // MARK: Writing

    /// - Parameter texts: the readable forms of lines. One that is not there is kept as its hash
    ///   alone, and so is a line in a short run or on less than half of the pages, where the names
    ///   of authors stand.
    static func bytes(of profiles: [String: SiteProfile], texts: [UInt64: String]) -> [UInt8] {
        let count = profiles.values.reduce(0) { $0 + $1.lines.count }
        let pages = profiles.values.reduce(0) { $0 + $1.pageCount }
        var file = "\(title)\(count) lines of \(profiles.count) sites, from \(pages) pages.\n"
        file += columns.joined(separator: ",") + "\n"
        for (site, profile) in sortedBySite(profiles) {
            let sorted = profile.lines.sorted {
                ($1.value.pages, $0.key) < ($0.value.pages, $1.key)
            }
            for (key, record) in sorted {
                let cells: [String] = [
                    site, "\(profile.pageCount)", hexadecimal(key), "\(record.pages)",
                    "\(record.head)", "\(record.body)", "\(record.foot)",
                    neighbour(record.before), "\(record.beforePages)", neighbour(record.after),
                    "\(record.afterPages)", "\(record.block)", "\(record.times)",
                    text(of: record.numbers),
                    isShown(record, of: profile) ? texts[key] ?? "" : "",
                ]
                file += cells.map(quoted).joined(separator: ",") + "\n"
            }
        }
        return Array(file.utf8)
    }

    private static func isShown(_ record: LineRecord, of profile: SiteProfile) -> Bool {
        record.block >= RecurrenceLimits().leastLines && 2 * record.pages >= profile.pageCount
    }

    private static func sortedBySite(
        _ profiles: [String: SiteProfile]
    ) -> [(key: String, value: SiteProfile)] {
        profiles.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func neighbour(_ key: UInt64) -> String {
        key == CountedLine.edge ? edge : hexadecimal(key)
    }

    private static func text(of numbers: LineRecord.Numbers) -> String {
        switch numbers {
        case .none: ""
        case .varying: varying
        case .constant(let hash): hexadecimal(UInt64(hash))
        }
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") })
        else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    // MARK: Reading

    /// - Throws: ``Fault`` whose place is the file's start where it cannot be read.
    static func contents(of path: String) throws(Fault) -> [UInt8] {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard let data = FileManager.default.contents(atPath: path), !isFolder.boolValue else {
            throw Fault(
                line: 1, column: 1,
                reason: !isThere
                    ? "is not there" : isFolder.boolValue ? "is a folder" : "cannot be read")
        }
        return [UInt8](data)
    }

    static func profiles(in bytes: [UInt8]) throws(Fault) -> [String: SiteProfile] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault(line: 1, column: 1, reason: "the file is not UTF-8")
        }
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let first = rows.popFirst(), first.hasPrefix(title),
            let count = Int(first.dropFirst(title.count).prefix { $0 != " " })
        else {
            throw Fault(line: 1, column: 1, reason: "the file does not open as a profile does")
        }
        guard rows.popFirst().map(String.init) == columns.joined(separator: ",") else {
            throw Fault(line: 2, column: 1, reason: "the columns are not those of a profile")
        }
        guard rows.last == "", rows.count - 1 == count else {
            let lines = rows.count - (rows.last == "" ? 1 : 0)
            throw Fault(
                line: rows.endIndex, column: 1,
                reason: "the file has \(lines) of \(count) lines")
        }
        var profiles: [String: SiteProfile] = [:]
        for (index, row) in rows.dropLast().enumerated() {
            var reader = try RowReader(row, line: index + 3)
            let site = try reader.text()
            let pageCount = try reader.count()
            let key = try reader.key()
            let record = try reader.record()
            var profile = profiles[site] ?? SiteProfile(pageCount: pageCount, lines: [:])
            guard profile.pageCount == pageCount, profile.lines[key] == nil else {
                throw Fault(
                    line: index + 3, column: 1,
                    reason: "the row contradicts an earlier one of its site")
            }
            profile.lines[key] = record
            profiles[site] = profile
        }
        return profiles
    }

    /// The cells of one row, from left to right.
    private struct RowReader {
        private let cells: [(text: String, column: Int)]
        private let line: Int
        private var next = 0

        init(_ row: Substring, line: Int) throws(Fault) {
            self.line = line
            let scalars = Array(row.unicodeScalars)
            var cells: [(text: String, column: Int)] = []
            var cell = ""
            var start = 1
            var isQuoted = false
            var index = 0
            while index < scalars.count {
                let isQuote = scalars[index] == "\""
                if isQuoted, isQuote, index + 1 < scalars.count, scalars[index + 1] == "\"" {
                    cell += "\""
                    index += 1
                } else if isQuote, isQuoted || cell.isEmpty {
                    isQuoted.toggle()
                } else if scalars[index] == ",", !isQuoted {
                    cells.append((cell, start))
                    cell = ""
                    start = index + 2
                } else {
                    cell.unicodeScalars.append(scalars[index])
                }
                index += 1
            }
            guard !isQuoted else {
                throw Fault(line: line, column: start, reason: "a quote is not closed")
            }
            cells.append((cell, start))
            guard cells.count == columns.count else {
                throw Fault(
                    line: line, column: 1,
                    reason: "the row has \(cells.count) cells, not \(columns.count)")
            }
            self.cells = cells
        }

        mutating func text() throws(Fault) -> String {
            defer { next += 1 }
            return cells[next].text
        }

        mutating func count() throws(Fault) -> Int {
            defer { next += 1 }
            guard let count = Int(cells[next].text), 0...1_000_000_000 ~= count else {
                throw fault("is not a count")
            }
            return count
        }

        mutating func key() throws(Fault) -> UInt64 {
            defer { next += 1 }
            return try hash(cells[next].text)
        }

        private mutating func neighbour() throws(Fault) -> UInt64 {
            defer { next += 1 }
            let text = cells[next].text
            return text == edge ? CountedLine.edge : try hash(text)
        }

        private mutating func numbers() throws(Fault) -> LineRecord.Numbers {
            defer { next += 1 }
            let text = cells[next].text
            switch text {
            case "": return .none
            case varying: return .varying
            default: return .constant(UInt32(truncatingIfNeeded: try hash(text)))
            }
        }

        private func hash(_ text: String) throws(Fault) -> UInt64 {
            guard text.utf8.count == 16, let hash = UInt64(text, radix: 16) else {
                throw fault("is not a hash of 16 hexadecimal digits")
            }
            return hash
        }

        mutating func record() throws(Fault) -> LineRecord {
            LineRecord(
                pages: try count(), head: try count(), body: try count(), foot: try count(),
                before: try neighbour(), beforePages: try count(), after: try neighbour(),
                afterPages: try count(), block: try count(), times: try count(),
                numbers: try numbers())
        }

        private func fault(_ reason: String) -> Fault {
            Fault(
                line: line, column: cells[next].column,
                reason: "“\(columns[next])” \(reason)")
        }
    }
}
