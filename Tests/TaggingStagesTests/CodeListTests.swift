import CodeLists
import DocumentModel
import Foundation
import TextAnalysis
import Testing

/// What must hold for every list that ships, and for the keys between them.
@Suite struct CodeListTests {
    private static let lists = Result { try CodeLists.bundled() }

    /// The files of the lists, from the sources, since the program passes over their first lines.
    private static let files: [URL] = {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/CodeLists").standardizedFileURL
        return ["Tables", "Gazetteer"].flatMap { folder in
            let files = try? FileManager.default.contentsOfDirectory(
                at: sources.appending(path: folder), includingPropertiesForKeys: nil)
            return (files ?? []).filter { $0.pathExtension == "csv" }
        }.sorted { $0.path < $1.path }
    }()

    @Test func opensEveryListWithSourceDateAndLicence() throws {
        #expect(Self.files.count > 20)
        for file in Self.files {
            let head = try String(contentsOf: file, encoding: .utf8)
                .split(separator: "\n").prefix { $0.hasPrefix("#") }
            let name = file.lastPathComponent
            #expect(head.contains { $0.hasPrefix("# Source: ") }, "\(name) names no source")
            #expect(
                head.contains { $0.wholeMatch(of: /# Date: \d{4}-\d\d-\d\d/) != nil },
                "\(name) has no date")
            let licences = head.filter { $0.hasPrefix("# Licence: ") }
            #expect(licences.count == 1, "\(name) names no licence")
            #expect(
                !licences.contains { $0.contains("GPL") || $0.contains("-SA") },
                "\(name) may not be passed on as it is")
        }
    }

    @Test func givesEachCountryItsOwnCodes() throws {
        let countries = try Self.lists.get().countries
        #expect(countries.count >= 249)
        #expect(Set(countries.map(\.iso3)).count == countries.count)
        #expect(Set(countries.map(\.iso2)).count == countries.count)
        #expect(countries.map(\.iso3) == countries.map(\.iso3).sorted())
        for country in countries {
            #expect(country.iso3.wholeMatch(of: /[A-Z]{3}/) != nil)
            #expect(country.iso2.wholeMatch(of: /[A-Z]{2}/) != nil)
            #expect(country.names.map(\.language) == [.english, .spanish, .portuguese, .french])
        }
    }

    @Test func namesOnlyCountriesThatAreThere() throws {
        let lists = try Self.lists.get()
        let codes = Set(lists.countries.map(\.iso3))
        let alpha2 = Dictionary(uniqueKeysWithValues: lists.countries.map { ($0.iso3, $0.iso2) })
        for place in lists.places {
            #expect(codes.contains(place.iso3), "\(place.name)")
            if let subdivision = place.subdivision {
                #expect(subdivision.hasPrefix((alpha2[place.iso3] ?? "") + "-"), "\(place.name)")
            }
        }
        for region in lists.regions {
            #expect(codes.isSuperset(of: region.members), "\(region.code)")
            #expect(!region.members.isEmpty)
        }
        #expect(Set(lists.regions.map(\.code)).count == lists.regions.count)
        for name in lists.ambiguousNames where !name.iso3.isEmpty {
            #expect(codes.contains(name.iso3), "\(name.form)")
        }
        for group in ["ANDEAN", "MERCOSUR", "CENTRAL_AMERICA_NORTH", "419", "005", "013"] {
            #expect(lists.regions.contains { $0.code == group }, "\(group) is missing")
        }
    }

    @Test func findsEveryCityByTheKeyOfItsName() throws {
        let lists = try Self.lists.get()
        let alpha2 = Set(lists.countries.map(\.iso2))
        var last: UInt64 = 0
        var count = 0
        var strays: [String] = []
        lists.cities.forEachRow { key, row in
            defer { last = key }
            if key <= last { strays.append("\(key) is not after \(last)") }
            guard !row.places.isEmpty else { return }
            count += 1
            let name = String(decoding: lists.cities.name(row), as: UTF8.self)
            if NameKey(name).value != key { strays.append("\(name) has another key") }
            // One in a hundred is looked up whole: each costs a walk through its bucket.
            guard key % 100 == 0 else { return }
            let cities = lists.cities.row(key).map(lists.cities.cities) ?? []
            if cities.isEmpty || !cities.allSatisfy({ alpha2.contains($0.country) }) {
                strays.append("\(name) is in no country")
            }
        }
        #expect(count > 90_000)
        #expect(strays.isEmpty, "make the list anew with .ci/lists: \(strays.prefix(5))")
    }

    @Test func looksNamesUpWordByWord() throws {
        let cities = try Self.lists.get().cities
        func places(_ name: String) -> [City] {
            cities.row(NameKey(name).value).map(cities.cities) ?? []
        }
        #expect(places("Cochabamba").first?.country == "BO")
        #expect(places("CÓRDOBA").map(\.country).contains("AR"))
        #expect(places("Saint-Étienne") == places("Saint Etienne"))
        #expect(places("Laurel County").first?.subdivision == "US-KY")
        #expect(cities.row(NameKey("San").value)?.continues == true)
        #expect(places("Nowhere at all").isEmpty)
        #expect(!CityTable([]).mayHold(NameKey("Lima").value))
    }
}
