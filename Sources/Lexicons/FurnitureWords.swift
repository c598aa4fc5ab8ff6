/// What the furniture of pages says in a language: what stands round the story and is not part of
/// it. Phrases are written without regard to case and accents.
public struct FurnitureWords: Sendable, Codable {
    /// What a line holds that only serves to share, print, enlarge, subscribe or comment. A line is
    /// furniture where these phrases and counters make up all of it.
    public let controls: [String]
    /// Entries of menus that say what a site is and not what happened: they count as navigation
    /// where they stand before the title.
    public let menus: [String]
    /// Labels that templates put over a title: the kind of the page, the region it is about.
    public let labels: [String]
    /// What introduces a link to another story, before a colon.
    public let seeAlso: [String]
    /// What introduces a page's index terms, before a colon.
    public let indexLeads: [String]
    /// What a notice about cookies says and a story does not.
    public let cookies: [String]
    /// What the line at the foot of a page says about its rights.
    public let rights: [String]
    /// Field names that scrapers put before the text, in front of a date.
    public let scrapedFields: [String]
    /// Field names of the headers that scrapers put before the text, each with a colon on a line.
    public let scrapedHeaders: [String]
    /// The names of such fields that hold the title of the text.
    public let scrapedTitles: [String]
}
