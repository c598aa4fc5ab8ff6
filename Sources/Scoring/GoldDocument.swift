import Foundation

/// What people annotated in one page: a line of a gold file.
package struct GoldDocument: Sendable {
    struct Country: Sendable, Decodable {
        struct Surface: Sendable, Decodable { let surface: String }
        let iso3: String
        let viaPlaceOnly: Bool?
        let surfaces: [Surface]?
        var isPlaceOnly: Bool { viaPlaceOnly ?? false }
    }

    struct Organisation: Sendable, Decodable {
        let name: String
        let acronym: String?
        let surfaces: [String]
    }

    struct Count: Sendable, Decodable {
        let surface: String?
        let value: Double?
        let low: Double?
        let high: Double?
        let qualifier: String
        var figure: FigureFacts { FigureFacts(value: value, low: low, high: high) }
    }

    struct Age: Sendable, Decodable {
        let surface: String?
        let value: Double?
        let low: Double?
        let high: Double?
        var figure: FigureFacts { FigureFacts(value: value, low: low, high: high) }
    }

    struct Role: Sendable, Decodable {
        let iso3: String
        let role: String
        let stance: String?
        let surface: String?
    }

    struct Flow: Sendable, Decodable {
        let origin: String
        let destination: String
        let stance: String?
        let surface: String?
    }

    struct Trap: Sendable, Decodable { let surface: String }

    package let id: String
    package let language: String
    let countries: [Country]
    let organisations: [Organisation]
    let counts: [Count]
    let ages: [Age]
    let observations: [ObservationFacts]
    let roles: [Role]
    let flows: [Flow]
    let traps: [Trap]
}

extension GoldDocument: Decodable {
    private enum Key: String, CodingKey {
        case id, lang, countries, organisations, counts, ages, observations, countryRoles, flows
        case traps
    }

    package init(from decoder: any Decoder) throws {
        let line = try decoder.container(keyedBy: Key.self)
        id = try line.decode(String.self, forKey: .id)
        language = try line.decode(String.self, forKey: .lang)
        countries = try line.decode([Country].self, forKey: .countries)
        organisations = try line.decode([Organisation].self, forKey: .organisations)
        counts = try line.decode([Count].self, forKey: .counts)
        ages = try line.decode([Age].self, forKey: .ages)
        observations = try line.decode([GoldObservation].self, forKey: .observations).map(\.facts)
        roles = try line.decode([Role].self, forKey: .countryRoles)
        flows = try line.decode([Flow].self, forKey: .flows)
        traps = try line.decode([Trap].self, forKey: .traps)
    }

    /// The pages of a gold file: JSON Lines, one page a line.
    ///
    /// - Throws: ``ScoringError`` that names the file and line.
    package static func load(_ path: String) throws(ScoringError) -> [GoldDocument] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ScoringError(
                .noInput, "\(path): there is no such file: name a gold file with --gold")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        var documents: [GoldDocument] = []
        for (index, line) in data.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        )
        .enumerated()
        where !line.allSatisfy({ $0 <= UInt8(ascii: " ") }) {
            do {
                documents.append(try decoder.decode(GoldDocument.self, from: Data(line)))
            } catch {
                throw ScoringError(
                    .badData, "\(path):\(index + 1): \(explanation(of: error)): mend the line")
            }
        }
        guard !documents.isEmpty else {
            throw ScoringError(.badData, "\(path): no page is annotated: name another gold file")
        }
        return documents
    }

    private static func explanation(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "no page: \(error)" }
        switch error {
        case .keyNotFound(let key, let context):
            return "“\(path(context.codingPath + [key]))” is missing"
        case .valueNotFound(_, let context): return "“\(path(context.codingPath))” is null"
        case .typeMismatch(let type, let context):
            return "“\(path(context.codingPath))” is no \(type)"
        default: return "this is no JSON object"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            guard let index = key.intValue else {
                return path.isEmpty ? key.written : "\(path).\(key.written)"
            }
            return "\(path)[\(index)]"
        }
    }
}

extension CodingKey {
    /// The key as files write it: `period_start`.
    fileprivate var written: String {
        stringValue.reduce("") { name, letter in
            name + (letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)")
        }
    }
}

/// An observation as a gold file writes it.
private struct GoldObservation: Decodable {
    let indicator: String
    let value: Double?
    let low: Double?
    let high: Double?
    let valueText: String?
    let unit: String
    let qualifier: String
    let populationRole: String
    let sex: String?
    let ageGroup: String?
    let ageLow: Double?
    let ageHigh: Double?
    let nationality: [String]?
    let place: [String]?
    let origin: String?
    let destination: String?
    let exploitation: [String]?
    let periodStart: String?
    let periodEnd: String?
    let timeBasis: String?
    let surface: String

    var facts: ObservationFacts {
        ObservationFacts(
            indicator: indicator, figure: FigureFacts(value: value, low: low, high: high),
            valueText: valueText.present, unit: unit, qualifier: qualifier,
            populationRole: populationRole, sex: sex.present ?? "_T",
            ageGroup: ageGroup.present ?? "_T", ageLow: ageLow, ageHigh: ageHigh,
            nationality: Set(nationality ?? []), referenceArea: Set(place ?? []),
            origin: origin.present, destination: destination.present,
            exploitation: Set(exploitation ?? []).subtracting(["_U"]),
            periodStart: periodStart.present, periodEnd: periodEnd.present,
            timeBasis: timeBasis.present, surface: surface)
    }
}

extension String? {
    /// The text, nil where it is empty.
    var present: String? { self?.isEmpty == false ? self : nil }
}
