import DocumentModel
import PipelineEngine
import StageKit
import Testing

@testable import quipu

/// Who is named in a contact block, and how they are reached, stays on the page.
@Suite struct PersonalDataTests {
    @Test func nothingPersonalComesOut() throws {
        let run = try Corpus.run()
        let summary = String(describing: run.summary)
        var (names, numbers, addresses) = (0, 0, 0)
        for page in try Corpus.pages() {
            let personal = PersonalData(of: page)
            names += personal.names.count
            numbers += personal.numbers.count
            addresses += personal.addresses.count
            let shown = String(decoding: Evidence(page).decoded(0..<page.body.count), as: UTF8.self)
            #expect(personal.isEmpty || personal.isFound(in: shown))
            let document = DocumentProcessor.documentID(of: page.body)
            let place = page.location.rawValue
            for (name, table) in run.tables {
                for record in table.records
                where record.key.hasPrefix(document) || name == "organisations" {
                    for (column, cell) in record.cells {
                        let isFound = personal.isFound(in: text(of: cell))
                        #expect(!isFound, "\(place): \(name), \(record.key), \(column)")
                    }
                }
            }
            #expect(!personal.isFound(in: summary), "\(place): the summary")
            for (step, text) in try explanation(of: page) {
                for (number, line) in text.split(separator: "\n").enumerated() {
                    let isFound = personal.isFound(in: String(line))
                    #expect(!isFound, "\(place): explanation of step \(step), line \(number)")
                }
            }
        }
        #expect(names >= 8)
        #expect(numbers >= 8)
        #expect(addresses >= 6)
    }

    private func text(of cell: Cell) -> String {
        switch cell {
        case .null: ""
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        }
    }

    /// What `quipu explain` shows of the page, step by step.
    private func explanation(of page: Page) throws -> [(Int, String)] {
        var steps: [DocumentProcessor.Step] = []
        let record = try Corpus.processor().record(of: page) { steps.append($0) }
        let explanation = Explanation(page, record, limit: 100_000)
        let texts = steps.map { explanation.text(of: $0) }
        return Array(
            (texts + [explanation.heading, explanation.closing]).enumerated().map { ($0, $1) })
    }
}

/// The persons, telephone numbers and mail addresses of a page, found by the way contact blocks are
/// laid out: a person, an office, a line with a number, a line with an address.
private struct PersonalData {
    /// Full names, and those parts of them that stand nowhere else on the page.
    private(set) var names: [[String]] = []
    /// Digits alone.
    private(set) var numbers: [String] = []
    private(set) var addresses: [String] = []

    init(of page: Page) {
        let evidence = Evidence(page)
        let bytes = evidence.decoded(0..<page.body.count)
        let isText = page.mediaType == "text/plain"
        let text =
            isText
            ? String(decoding: bytes, as: UTF8.self)
            : Evidence.text(of: bytes, linesBetweenBlocks: true)
        let lines = text.split(whereSeparator: \.isNewline).map { Evidence.onOneLine(String($0)) }
            .filter { !$0.isEmpty }
        for (index, line) in lines.enumerated() {
            let opensReach = Self.reaches(line) && (index == 0 || !Self.reaches(lines[index - 1]))
            if opensReach, let name = Self.name(before: index, in: lines) {
                let elsewhere = lines[..<max(0, index - 2)].joined(separator: " ")
                names.append(
                    [name]
                        + name.split(separator: " ").map(String.init).filter {
                            $0.count >= 4 && !elsewhere.contains($0)
                        })
            }
            if Self.reaches(line) { numbers += Self.numbers(in: line) }
        }
        addresses = Self.addresses(in: text + String(decoding: bytes, as: UTF8.self))
    }

    var isEmpty: Bool { names.isEmpty && numbers.isEmpty && addresses.isEmpty }

    func isFound(in text: String) -> Bool {
        let digits = text.filter { !" -/().".contains($0) }
        return names.joined().contains { text.contains($0) }
            || numbers.contains { digits.contains($0) }
            || addresses.contains { text.contains($0) }
    }

    private static func reaches(_ line: String) -> Bool {
        let opening = line.prefix { $0.isLetter || $0 == "-" }.lowercased()
        return ["tel", "tels", "e-mail", "email", "courriel", "correo"].contains(opening)
    }

    /// The name in one of the two lines before the line at `index`.
    private static func name(before index: Int, in lines: [String]) -> String? {
        lines[max(0, index - 2)..<index].lazy.compactMap { line -> String? in
            let name = line.prefix { $0 != "," }
            let words = name.split(separator: " ")
            let isName =
                words.count >= 2 && words.count <= 5 && !name.contains(":")
                && words.allSatisfy { word in
                    word.first?.isUppercase == true
                        && word.dropFirst().contains(where: \.isLowercase)
                        || ["de", "la", "del"].contains(word)
                }
            return isName ? String(name) : nil
        }.first { !$0.contains("Media") && !$0.contains("Imprensa") && !$0.contains("Contact") }
    }

    private static func numbers(in line: String) -> [String] {
        line.split { !($0.isNumber || " +-()".contains($0)) }
            .map { String($0.filter { $0.isNumber || $0 == "+" }) }
            .filter { $0.count >= 7 }
    }

    private static func addresses(in text: String) -> [String] {
        let isPart = { (character: Character) in
            character.isLetter || character.isNumber || "._-@".contains(character)
        }
        let words = text.split { !isPart($0) }.filter { word in
            word.dropFirst().contains("@") && word.last?.isLetter == true
                && word.split(separator: "@").last?.contains(".") == true
        }
        return Array(Set(words.map(String.init))).sorted()
    }
}
