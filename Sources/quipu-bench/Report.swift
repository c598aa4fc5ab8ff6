import Foundation

/// The results of a benchmark, as a table or as JSON.
struct Report {
    let results: [Result]
    let material: Material
    let rounds: Int

    private var yardstick: Result? { results.first { $0.name == Material.yardstick } }

    /// How many times as fast as the yardstick a part is, over the same bytes of HTML.
    private func ratio(_ result: Result) -> Double? {
        guard let yardstick, result.reads == yardstick.reads, result.median > 0 else { return nil }
        return yardstick.median / result.median
    }

    var table: String {
        let header = ["part", "reads", "MB", "best MB/s", "median MB/s", "× libxml2 SAX"]
        let rows = results.map { result in
            [
                result.name, result.reads, decimal(Double(result.byteCount) / 1e6, 2),
                decimal(result.rate(result.minimum), 1), decimal(result.rate(result.median), 1),
                ratio(result).map { decimal($0, 2) } ?? "",
            ]
        }
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        let lines = ([header] + rows).map { row in
            row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                return column < 2 ? cell + blanks : blanks + cell
            }.joined(separator: "  ")
        }
        let title = "\(material.pages.count) pages, \(rounds) rounds, CPU time of one thread"
        return ([title, ""] + lines).joined(separator: "\n") + "\n"
    }

    func json() throws -> String {
        let parts: [[String: Any]] = results.map { result in
            var part: [String: Any] = [
                "name": result.name, "reads": result.reads, "bytes": result.byteCount,
                "minimumSeconds": result.minimum, "medianSeconds": result.median,
                "bestMegabytesPerSecond": result.rate(result.minimum),
                "medianMegabytesPerSecond": result.rate(result.median),
            ]
            part["timesYardstick"] = ratio(result)
            return part
        }
        let data = try JSONSerialization.data(
            withJSONObject: ["pages": material.pages.count, "rounds": rounds, "parts": parts],
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private func decimal(_ number: Double, _ places: Int) -> String {
        String(format: "%.\(places)f", number)
    }
}
