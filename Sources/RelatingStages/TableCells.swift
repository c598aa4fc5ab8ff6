import DocumentModel
import Lexicons

/// The cells of a document's tables, to be asked for by place.
struct TableCells {
    /// Sorted, without overlap.
    private let cells: [Mention<CellReading>]
    /// The most cells of a table that are looked through.
    private static let most = 400

    init(_ document: Document) {
        cells = document[.cells]
    }

    /// The cell that the text at `offset` stands in.
    func cell(at offset: Int) -> Mention<CellReading>? {
        let index = cells.partitioningIndex { $0.span.lowerBound > offset } - 1
        guard index >= 0, cells[index].span.upperBound > offset else { return nil }
        return cells[index]
    }

    /// The headings of a table that stand in the columns or the rows of `heading`.
    func siblings(of heading: Mention<CellReading>) -> [TextSpan] {
        let cell = heading.value.cell
        let first = cells.partitioningIndex { $0.value.cell.table >= cell.table }
        return cells[first...].prefix(Self.most).prefix { $0.value.cell.table == cell.table }
            .filter { other in
                other.value.cell.role == cell.role && other.span != heading.span
                    && (cell.role == .rowHeading
                        ? other.value.cell.columns.overlaps(cell.columns)
                        : other.value.cell.rows.overlaps(cell.rows))
            }.map(\.span)
    }
}

/// What the headings of a table say of the figure in one of its cells: with them and the caption a
/// cell reads as a sentence does.
struct CellContext {
    /// What a country in a heading is to the victims counted.
    enum Dimension {
        case nationality, exploitation
        /// Where they were counted.
        case area
    }

    let cell: CellReading
    private let discourse: Discourse
    private let caption: SentenceReading?
    private let row: Int

    /// - Parameter row: The index of the sentence that the row is.
    init?(at offset: Int, inRow row: Int, _ discourse: Discourse) {
        guard let found = discourse.tables.cell(at: offset), !found.value.isHeading else {
            return nil
        }
        cell = found.value
        caption = discourse.caption(ofRow: row)
        self.row = row
        self.discourse = discourse
    }

    /// The headings of the column, the nearest first, then those of the row.
    var headings: [TextSpan] {
        Array(cell.columnHeadings.reversed()) + cell.rowHeadings.reversed()
    }

    /// The first code that a heading's signs have.
    func code(_ code: (Sign) -> String?) -> String? {
        for heading in headings {
            if let found = signs(in: heading).compactMap({ code($0.sign) }).first {
                return found
            }
        }
        return nil
    }

    /// The first country that heads the cell, with what it is to the figure.
    var country: (iso3: String, dimension: Dimension)? {
        for heading in headings {
            let found = discourse.sentence(at: heading.lowerBound)?.countries.first {
                heading.covers($0.span) && $0.value.kind != .organisationPart
            }
            if let found { return (found.value.iso3, dimension(of: heading)) }
        }
        return nil
    }

    /// What the heading over a heading says its column holds, else what the caption says the table
    /// is by.
    private func dimension(of heading: TextSpan) -> Dimension {
        let over = discourse.tables.cell(at: heading.lowerBound)?.value.columnHeadings ?? []
        for span in over.reversed() {
            if let found = dimension(of: signs(in: span)) { return found }
        }
        return caption.flatMap { dimension(of: $0.signs[...]) } ?? .area
    }

    private func dimension(of signs: ArraySlice<SignHit>) -> Dimension? {
        if signs.contains(where: { $0.sign == .cue(.byExploitation) }) { return .exploitation }
        return signs.contains { $0.sign == .cue(.byNationality) } ? .nationality : nil
    }

    /// The date of the headings; of a row or column of sums the span of the dates it sums.
    var date: (start: String, end: String, basis: String)? {
        for heading in headings {
            if let date = dates(in: heading).first { return date }
        }
        for heading in headings where isTotal(heading) {
            guard let head = discourse.tables.cell(at: heading.lowerBound) else { continue }
            let summed = discourse.tables.siblings(of: head).flatMap(dates)
            if let first = summed.map(\.start).min(), let last = summed.map(\.end).max() {
                return (first, last, first == last ? "ANNUAL" : "PERIOD")
            }
        }
        // A year in the row itself, which no heading says to be one, comes before the caption's.
        guard discourse.sentences[row].dates.isEmpty else { return nil }
        return caption.flatMap { dates(in: $0.span).first }
    }

    private func dates(in span: TextSpan) -> [(start: String, end: String, basis: String)] {
        let all = discourse.sentence(at: span.lowerBound)?.dates ?? []
        return all.compactMap { date in
            guard span.covers(date.span), date.value.basis == .absolute,
                let start = date.value.start ?? date.value.end
            else { return nil }
            return (start, date.value.end ?? start, date.value.timeBasis)
        }
    }

    /// The ages that a heading gives.
    var age: AgeReading? {
        for heading in headings {
            let ages = discourse.sentence(at: heading.lowerBound)?.ages ?? []
            if let age = ages.first(where: { heading.covers($0.span) }) { return age.value }
        }
        return nil
    }

    /// The purposes that the headings name, sorted.
    var exploitation: [String] {
        Set(
            headings.flatMap(signs).compactMap { hit -> String? in
                if case .exploitation(let code) = hit.sign { code } else { nil }
            }
        ).sorted()
    }

    /// Whether the row of the cell is one of sums.
    var isInTotalRow: Bool { cell.rowHeadings.contains(where: isTotal) }

    private func isTotal(_ heading: TextSpan) -> Bool {
        signs(in: heading).contains {
            $0.sign == .cue(.total) && $0.span.lowerBound - heading.lowerBound < 4
        }
    }

    private func signs(in span: TextSpan) -> ArraySlice<SignHit> {
        discourse.sentence(at: span.lowerBound)?.signs(from: span.lowerBound, to: span.upperBound)
            ?? []
    }

    /// Where the table was counted: the country of its caption, else that of the page.
    var area: String? { caption?.ownCountry ?? discourse.mainCountry(at: row) }

    /// Where the persons of the table come from, where the caption or the sentences before it speak
    /// of persons of one origin and count none.
    var population: String? {
        let before = discourse.sentences[max(0, row - Self.reach)..<row]
            .filter { $0.zone != .tableRow && $0.zone != .tableHeader }.suffix(8)
        for sentence in before.reversed() where sentence.counts.isEmpty {
            let origins = AreaMarks(sentence, discourse).areas().filter { $0.mark == .origin }
            let codes = unique(origins.map(\.code))
            if codes.count == 1 { return codes[0] }
            if codes.count > 1 { return nil }
        }
        return nil
    }

    /// How many sentences before a row its table may begin.
    private static let reach = 60
}
