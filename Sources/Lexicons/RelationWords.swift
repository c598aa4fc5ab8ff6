/// The words by which figures, countries and organisations are related.
///
/// Phrases may hold alternatives in brackets: `rescatad(o|a|os|as)` stands for four. Case and accents
/// do not matter.
public struct RelationWords: Sendable, Codable {
    /// What says which period a figure is of.
    public let periods: PeriodWords
    /// What says whose figure a figure is, and how surely.
    public let claims: [ClaimRole: [String]]
    /// What was done with the victims counted, by code list `indicator` (VIC_…).
    public let victims: [String: [String]]
    /// What was done with suspects, by code list `indicator` (PERS_…).
    public let perpetrators: [String: [String]]
    /// What was done with cases, by code list `indicator` (CASE_…).
    public let cases: [String: [String]]
    /// Other indicators, by their codes: TRAINED, PARTICIPANTS, REACHED, PROFITS.
    public let others: [String: [String]]
    /// Purposes, by code list `exploitation`.
    public let exploitation: [String: [String]]
    /// Means of control, by code list `means_of_control`.
    public let meansOfControl: [String: [String]]
    /// Ratings in the report, by code list `tip_tier`.
    public let tiers: [String: [String]]
    /// Words for so many times as much, by the number.
    public let multiples: [String: [String]]
    /// Roles of countries, by code list `country_role`.
    public let roles: [String: [String]]
    /// Everything else that steers relating, by what it does.
    public let cues: [Cue: [String]]
    /// How nouns and adjectives for women end, where an ending says so; left out where none does.
    public let feminineEndings: [String]?
    /// What the words of a code make of a sentence.
    public let examples: [Example]

    /// A sentence and all rows it gives; none where a word of the code only tempts.
    public struct Example: Sendable, Codable {
        public let code: String
        public let text: String
        /// “VIC_RESCUED 12 PERSONS for SEX by DEBT”, “PER ORIGIN ASSERTED”, “PER → CHL”.
        public let rows: [String]
    }

    /// The codes that have words, by the name of their section.
    public var codes: [String: [String]] {
        [
            "victims": victims, "perpetrators": perpetrators, "cases": cases, "others": others,
            "exploitation": exploitation, "meansOfControl": meansOfControl, "tiers": tiers,
            "roles": roles,
        ].mapValues { $0.keys.sorted() }
    }

    public enum Cue: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
        /// Says that a sentence is about trafficking.
        case trafficking
        /// "country", "countries": what a role is said of.
        case countryHead
        /// What a role of a country is not about trafficking with: migrants, tourists.
        case otherRoleObject
        /// "all countries participating": stands for the countries listed before.
        case allCountries
        /// "they are all", "it", "the country": stands for the countries of the sentence before.
        case sameCountries
        /// Verbs that carry people from one place to another, or exploit them there.
        case movement
        /// Other verbs of the way people are taken and of what they do where it ends, which say of a
        /// figure nothing.
        case journey
        /// Before the place they are brought to or exploited in.
        case toward
        /// Before the place they come from.
        case from
        /// The words of `from` that only say "of", and so may belong to any noun.
        case genitive
        /// Before a country they pass through.
        case via
        /// Verbs that bring people back: where they come from is then where they had been taken.
        case returning
        /// Verbs by which a country takes people in: it is their destination.
        case receiving
        /// Bodies and things that an adjective of a country may belong to, which nobody comes from.
        case institution
        case negation
        case hedge
        /// "did not report", "no data on".
        case notReported
        /// "none of them".
        case none
        /// "of these", "among them", "of whom": what follows is a part.
        case partOf
        /// "the others", "the rest".
        case rest
        /// Survey, study, sample.
        case sample
        /// "worldwide", "in the world".
        case global
        case increase
        case decrease
        /// "compared with", "down from": the figure after it is the earlier one.
        case comparison
        /// "every year", "a month", "on average … a year".
        case eachPeriod
        /// "sentenced to", "prison term".
        case sentence
        /// "the law punishes with", "penalties of".
        case penalty
        /// "according to", "said", "reported": who counted.
        case attribution
        /// "presumed", "possible": not yet confirmed.
        case presumed
        /// In the heading or caption of a table: its rows are nationalities.
        case byNationality
        /// Its rows are countries where victims were exploited.
        case byExploitation
        /// Heads a row or column of sums.
        case total
        /// "times", after a number.
        case times
        /// After a multiple: what it is of.
        case asMany
        /// "for every case": how many others there are follows.
        case forEach
        /// Before the time that victims spent in exploitation.
        case spending
        /// Verbs for what officials do with ships and workshops in an operation.
        case inspecting
        /// "without": denies a noun, not the verb beside it.
        case lacking
        /// "the country", where it is the one that the page is about.
        case theCountry
        /// "no evidence that": denies what was said before it.
        case unfounded
        /// The report that rates countries.
        case tierReport
        /// "came from", "natives of": says where people are from, not where they were taken from.
        case comeFrom
        /// "mostly", "chiefly": what follows is said of most of those counted, not of all.
        case mainly
        /// "abroad", "inside and outside the country": the figure was not counted in one country.
        case abroad
        /// "confirmed": victims who were formally recognised.
        case confirmed
        /// "while", "whereas": what follows is another statement.
        case contrast
        /// Exploitation told by its setting alone: fishing boats, plantations. Phrases that also
        /// stand under a purpose; a purpose named in words says more.
        case setting
        /// "of the female sex", beside the nouns that say so.
        case female
        /// "of the male sex".
        case male
        /// "the number of", "figures on": a sentence that says whom all figures of a page count.
        case figuresOf
        /// Before who did something: "by", which is not whom it was done to.
        case agent
        /// "course", "training": who attends one is trained.
        case course
    }
}

extension String {
    /// The phrases this one stands for when its brackets are opened: `a(b|c)` is `ab` and `ac`.
    ///
    /// Brackets do not nest; one that is not closed stands for itself.
    public var alternatives: [String] {
        guard let open = firstIndex(of: "("), let close = self[open...].firstIndex(of: ")") else {
            return [self]
        }
        let rest = String(self[index(after: close)...]).alternatives
        return self[index(after: open)..<close]
            .split(separator: "|", omittingEmptySubsequences: false)
            .flatMap { choice in rest.map { self[..<open] + choice + $0 } }
    }
}
