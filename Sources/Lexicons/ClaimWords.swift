/// The words that say whose figure a figure is, and how surely it is said.
public enum ClaimRole: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    /// Before who counted: "according to".
    case according
    /// Beside who counted: "said", "announced".
    case saying
    /// Before who did what was counted: "assisted by".
    case agent
    /// Stands for who counted in the sentences before: "the ministry", "it".
    case sameSource
    /// Who counted, without a name: "police", "the government".
    case unnamed
    /// The page speaks of itself: "we".
    case firstPerson
    /// Figures that may count the same people twice.
    case overlap
    /// Figures that somebody contests.
    case disputed
    /// What has not happened yet: "will be trained".
    case planned
}
