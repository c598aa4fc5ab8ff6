import ArgumentParser
import DocumentModel
import Foundation
import TextAnalysis

/// `quipu-lists`: gives the gazetteer of cities its keys. `.ci/lists` calls it.
@main
struct ListsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quipu-lists", abstract: "Makes the lists that need keys.",
        subcommands: [CitiesCommand.self])
}

/// Names and their places in; the file that ``CityTable`` reads out.
struct CitiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cities", abstract: "Make the gazetteer of cities.")

    @Argument(help: "Lines of a name, its places and its signs, parted by tabs.")
    var input: String

    @Argument(help: "The file to write.")
    var output: String

    @Option(help: "When the package was fetched.")
    var date: String

    @Option(help: "What the names were taken from.")
    var package: String

    func run() throws {
        let text = try String(contentsOfFile: input, encoding: .utf8)
        var rows: [UInt64: CityRow] = [:]
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            guard cells.count == 3 else { throw ValidationError("not three cells: \(cells)") }
            add(name: cells[0], places: cells[1], signs: cells[2], to: &rows)
        }
        let lines = rows.sorted { $0.key < $1.key }.map { key, row in row.line(key: key) }
        let file = (header + lines).joined(separator: "\n") + "\n"
        try Data(file.utf8).write(to: URL(filePath: output))
    }

    private func add(name: String, places: String, signs: String, to rows: inout [UInt64: CityRow])
    {
        let words = WordSegmenter().words(in: Array(name.utf8)).filter { $0.value.kind != .mark }
        var key = NameKey()
        for (index, word) in words.enumerated() {
            key.add(word.value)
            if index + 1 < words.count {
                rows[key.value, default: CityRow()].continues = true
            } else {
                rows[key.value, default: CityRow()].add(name: name, places: places, signs: signs)
            }
        }
    }

    private var header: [String] {
        [
            "# Cities, towns and counties: names with their countries, subdivisions and sizes.",
            "# key: 64 bits of the name's folded words (NameKey), which the rows are sorted by; signs: + where longer names start so, w where it is also a word, s where it is also a person's name;",
            "# places: ISO 3166-2, or 3166-1 where the subdivision is unsure, and ten times the logarithm of the people (less for other spellings; 45 for a county).",
            "# Source: GeoNames (https://www.geonames.org/), as packaged in \(package); counties of the United States: U.S. Census Bureau, from the same package.",
            "# Date: \(date)",
            "# Licence: GeoNames data CC BY 4.0 (changed: chosen by size, folded, grouped by name); the counties, and the names of persons that the signs tell of, are public domain; words after SCOWL (copyright 2000-2018 by Kevin Atkinson; may be used and passed on for any purpose). Made by .ci/lists.",
            "key,signs,name,places",
        ]
    }
}

private struct CityRow {
    var continues = false
    private var name = ""
    private var signs: Set<Unicode.Scalar> = []
    private var sizes: [String: Int] = [:]

    /// Spellings that fold to one key are one name: the first is kept.
    mutating func add(name: String, places: String, signs: String) {
        if self.name.isEmpty { self.name = name }
        self.signs.formUnion(signs.unicodeScalars)
        for place in places.split(separator: "|") {
            let parts = place.split(separator: ":")
            guard parts.count == 2, let size = Int(parts[1]) else { continue }
            sizes[String(parts[0])] = max(size, sizes[String(parts[0])] ?? 0)
        }
    }

    func line(key: UInt64) -> String {
        let digits = String(key, radix: 16)
        let places = sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key):\($0.value)" }.joined(separator: "|")
        let listed = String(String.UnicodeScalarView(signs.sorted()))
        return String(repeating: "0", count: 16 - digits.count) + digits
            + ",\(continues ? "+" : "")\(listed),\(name),\(places)"
    }
}
