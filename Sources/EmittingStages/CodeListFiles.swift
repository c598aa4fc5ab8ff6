import CodeLists
import DocumentModel

/// The code lists that go with the datasets.
enum CodeListFiles {
    /// A code list by the name of its table, with what it lists.
    struct Listed {
        let name: String
        let title: String
    }

    /// The lists whose codes stand in the datasets, and the tables that give codes their names.
    static let all = [
        Listed(name: "exploitation", title: "Exploitation type (purpose)"),
        Listed(name: "population_role", title: "Whom the figure counts"),
        Listed(name: "sex", title: "Sex"),
        Listed(name: "age_group", title: "Age group (exact bounds go in age_low, age_high)"),
        Listed(name: "means_of_control", title: "Means of control"),
        Listed(name: "country_role", title: "Country role in trafficking"),
        Listed(name: "legal_stage", title: "Legal outcome / stage (derived from indicator)"),
        Listed(name: "indicator", title: "Indicator"),
        Listed(name: "unit", title: "Unit"),
        Listed(name: "qualifier", title: "How the number is qualified"),
        Listed(name: "time_basis", title: "Time reference"),
        Listed(name: "scope", title: "What population the figure is drawn from"),
        Listed(name: "statistic", title: "Kind of statistic"),
        Listed(name: "obs_status", title: "Observation status"),
        Listed(name: "org_type", title: "Organisation type"),
        Listed(name: "tip_tier", title: "US TIP tier"),
        Listed(name: "obs_flag", title: "Observation flags (several may stand)"),
    ]

    /// The lists of ``all`` that are at hand.
    static func present(in codeLists: CodeLists) -> [Listed] {
        all.filter { !codeLists[$0.name].columns.isEmpty }
    }

    static func path(of list: Listed) -> String { "codelists/\(list.name).csv" }

    /// The codes a column may hold; empty where the list is not at hand.
    ///
    /// Money has the currency's ISO 4217 code for its unit, and any currency may turn up; XXX where
    /// the text leaves it open.
    static func codes(of name: String, in codeLists: CodeLists) -> [String] {
        let codes = codeLists[name]["code"]
        guard name == "unit", !codes.isEmpty else { return codes }
        let known = Set(codes)
        let currencies = Set(codeLists["currencies"]["code"] + ["XXX"]).subtracting(known)
        return codes + currencies.sorted()
    }
}
