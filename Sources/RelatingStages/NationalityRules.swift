import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// Whose nationals a figure counts: its label, adjectives in or after its noun phrase, or the
    /// countries its people are said to be from.
    func nationality(
        of draft: Draft, _ clause: Clause, in sentence: SentenceReading
    ) -> [String] {
        let role = draft.observation.populationRole
        guard role.hasPrefix("VICTIM") || role == "RESPONDENT" || role == "PERPETRATOR",
            ["COUNT", "SHARE"].contains(draft.observation.statistic),
            draft.observation.unit == "PERSONS" || draft.observation.unit == "PCT"
        else { return [] }
        // The headings of a table say what its countries are.
        if sentence.isTableRow { return [] }
        if draft.parent != nil, draft.isBare || discourse.isLabelled(draft.sentence),
            let label = label(of: draft, in: sentence)
        {
            return [label]
        }
        let own = figures.figure(of: draft.span)
        let reach = own.lowerBound..<clause.after.upperBound
        let demonyms = sentence.demonyms.filter { demonym in
            reach.contains(demonym.span.lowerBound)
                && demonym.span.lowerBound - own.upperBound <= 80
                && !labelsFigure(demonym.span) && !isAgent(demonym.span, in: sentence)
        }
        if !demonyms.isEmpty { return Set(demonyms.map(\.value.iso3)).sorted() }
        return origins(after: own, until: clause.after.upperBound, in: sentence)
    }

    /// The country that labels a figure: "Peru (five)", "bolivianas, 28"; not "in Peru, five".
    private func label(of draft: Draft, in sentence: SentenceReading) -> String? {
        let introducing = sentence.hits(.toward) + sentence.hits(.from)
        return sentence.countries.last { country in
            let figure = figures.figure(of: draft.span)
            guard isLabel(country.span, of: figure) else { return false }
            let isBracket = figures.isBracketed(figure)
            return isBracket
                || !introducing.contains {
                    (0...5).contains(country.span.lowerBound - $0.span.upperBound)
                }
        }?.value.iso3
    }

    private func labelsFigure(_ span: TextSpan) -> Bool {
        figures.spans.contains { figures.isBare($0) && isLabel(span, of: $0) }
    }

    /// Whether a country labels a figure after which the text pauses: "bolivianas, 28;" but not
    /// "six were Brazilians, two were Spanish".
    private func isLabel(_ span: TextSpan, of figure: TextSpan) -> Bool {
        let text = discourse.document.text
        let next = text[figure.upperBound...].first { $0 != 0x20 }
        return labels(span, figure)
            && (next.map { [0x0A, 0x29, 0x2C, 0x2E, 0x3B].contains($0) } ?? true)
    }

    /// Whether the words say who did something: "by Peruvian police".
    private func isAgent(_ span: TextSpan, in sentence: SentenceReading) -> Bool {
        sentence.hits(.agent).contains {
            (0...5).contains(span.lowerBound - $0.span.upperBound)
        }
    }

    /// The countries that follow a figure's noun with "from", at once or behind words like "came".
    private func origins(
        after own: TextSpan, until end: Int, in sentence: SentenceReading
    ) -> [String] {
        let countries = Set(sentence.namedCountries.map(\.span))
        var codes: Set<String> = []
        var last = own.upperBound
        var isOpen = false
        for area in sentence.areas(after: .from)
        where area.span.lowerBound >= own.upperBound && area.span.lowerBound < end {
            guard countries.contains(area.span) else { break }
            let follows =
                area.span.lowerBound - last <= 12
                || sentence.hits(.comeFrom).contains {
                    $0.span.lowerBound >= own.upperBound
                        && $0.span.upperBound <= area.span.lowerBound
                        && area.span.lowerBound - $0.span.upperBound <= 12
                }
            guard follows || isOpen && area.span.lowerBound - last <= 16 else { break }
            isOpen = true
            codes.insert(area.code)
            last = area.span.upperBound
        }
        return codes.sorted()
    }
}
