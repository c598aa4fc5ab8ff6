import EmittingStages
import MarkupStages
import NamingStages
import ReadingStages
import RelatingStages
package import StageKit
import TaggingStages

/// Every stage that ships, in the order of the reference: by kind, and within a kind in the order a
/// pipeline would run them. A new stage is a new line here.
package let builtinStages: [any Stage.Type] = [
    FolderReader.self,
    HTMLExtractor.self,
    WholeTextExtractor.self,
    XPathExtractor.self,
    TextExtractor.self,
    EncodingCleaner.self,
    MailtoCleaner.self,
    BoilerplateCleaner.self,
    LineCleaner.self,
    WordTagger.self,
    LanguageTagger.self,
    PublisherTagger.self,
    AddressTagger.self,
    SentenceTagger.self,
    TableTagger.self,
    NumberTagger.self,
    RangeTagger.self,
    QuantityTagger.self,
    DateTagger.self,
    TimeTagger.self,
    StoryTagger.self,
    AgeTagger.self,
    CountTagger.self,
    OrganisationTagger.self,
    CountryTagger.self,
    PlaceTagger.self,
    RegionTagger.self,
    NameTagger.self,
    ContactTagger.self,
    TermTagger.self,
    ObservationRelator.self,
    CountryRoleRelator.self,
    FlowRelator.self,
    WarningRelator.self,
    CSVEmitter.self,
    JSONLinesEmitter.self,
]

/// What a pipeline may name.
package let stageCatalog: [StageEntry] = builtinStages.map { StageEntry($0) }
