/// The wordings of code lists in a language, beside those that ``RelationWords`` and
/// ``CountedNouns`` hold: these alone make a term, wherever they stand.
///
/// Phrases may hold alternatives in brackets, as in ``RelationWords``.
public struct TermWords: Sendable, Codable {
    /// By code list `population_role`.
    public let roles: [String: [String]]
    /// By code list `legal_stage`.
    public let legalStages: [String: [String]]
    /// By code list `means_of_control`.
    public let meansOfControl: [String: [String]]
    /// Between "country" and the role it has: "of" in "country of origin".
    public let links: [String]
    /// Between roles: "and", "or".
    public let conjunctions: [String]
    /// Wordings of ``RelationWords`` that alone say too little to be a term: "found".
    public let notAlone: [String]
}
