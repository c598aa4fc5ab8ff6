import DocumentModel
import StageKit

/// What kind of page a page is: it decides what of it is main text.
package enum PageProfile: String, Sendable, Codable, CaseIterable, SettingValue {
    /// Told from each page.
    case auto
    /// One story, or several.
    case article
    /// Teasers, products or links, one beside the other.
    case listing
    /// Posts of several writers.
    case forum
    /// What an organisation offers, in sections all over the page.
    case service
    /// One thing on sale.
    case product
    /// A manual, often with code.
    case documentation
}
