import DocumentModel
import Foundation
import StageKit
import StageTesting
import Testing

@testable import MarkupStages

@Suite struct ProfileFileTests {
    private let cleaner: BoilerplateCleaner
    private let folder: TemporaryFolder

    init() throws {
        cleaner = try BoilerplateCleaner(settings: .init(), resources: .shipped)
        folder = try TemporaryFolder()
    }

    private func tally(_ pages: [String], limit: Int = SiteTally.mostPages) throws -> SiteTally {
        var tally = SiteTally(limit: limit)
        for page in pages { tally.add(try cleaner.tally(of: document(page))) }
        return tally
    }

    private func profile(_ pages: [String], limit: Int = SiteTally.mostPages) throws -> String {
        String(
            decoding: cleaner.profile(of: try tally(pages, limit: limit)), as: UTF8.self)
    }

    // MARK: Counting

    @Test func countsLinesByTheirWordsWithoutNumbers() throws {
        let counts = ["1", "1,204", "3.5"]
        let pages = (0..<6).map { number in
            let shown = number % 2 == 0 ? "NIÑAS" : "Ninas"
            return "\(shown)  vistas: \(counts[number % 3])\n\(NewsSite.page(number))"
        }
        let row = try #require(
            try profile(pages).split(separator: "\n").first { $0.contains("nin") })
        #expect(row.hasPrefix("folder:.,6,"))
        #expect(row.hasSuffix(",varying,ninas vistas: #"))
        #expect(row.contains(",6,6,0,0,edge,6,"))
    }

    @Test func countsCopiesOnce() throws {
        let copies = (0..<4).map { "\(NewsSite.page(1))\nVisits: \($0)" }
        let rows = try profile(NewsSite.pages(5) + copies).split(separator: "\n")
        #expect(rows[0].contains("of 1 sites, from 5 pages."))
    }

    // MARK: The same for any order

    @Test(arguments: [SiteTally.mostPages, 25, 4])
    func isTheSameForAnyOrder(limit: Int) throws {
        let pages = (0..<40).map { number in
            "\(number % 2 == 0 ? "Even" : "Odd") news\n\(NewsSite.page(number))\nVisit \(number)"
        }
        let first = try profile(pages, limit: limit)
        var numbers = SeededNumbers(seed: 11)
        for _ in 0..<3 {
            #expect(try profile(pages.shuffled(using: &numbers), limit: limit) == first)
        }
        #expect(try profile(pages.reversed(), limit: limit) == first)
        if limit < 40 { #expect(try tally(pages, limit: limit).heldPageCount <= limit) }
    }

    @Test func holdsNoMoreThanItMay() throws {
        var tally = SiteTally(limit: 100)
        for number in 0..<600 {
            let page = PageLines(
                site: "site-\(number % 90)", lines: [.init(number)], text: [0x61], places: [0..<1])
            tally.add(page)
        }
        #expect(tally.heldPageCount <= 100)
        #expect(tally.heldPageCount > 20)
    }

    // MARK: Files

    @Test func aProfileCleansAsThePagesItIsFrom() throws {
        let pages = NewsSite.pages(8).map { "Say \"yes\", always\n\($0)" }
        let tally = try tally(pages)
        let text = try profile(pages)
        try folder.write(text, to: "profile.csv")
        var settings = BoilerplateCleaner.Settings()
        settings.profile = "\(folder.path)/profile.csv"
        let saved = try BoilerplateCleaner(settings: settings, resources: .shipped)
        #expect(!saved.learnsFromCorpus && cleaner.learnsFromCorpus)
        let learnt = cleaner.knowing(tally)
        for page in pages + [NewsSite.page(17)] {
            let document = document(page)
            let cleaning = try saved.cleaning(of: document)
            #expect(cleaning.edits == (try learnt.cleaning(of: document)).edits)
            #expect(!cleaning.edits.isEmpty)
        }
        let read = try ProfileFile.profiles(in: Array(text.utf8))
        #expect(read == tally.profiles)
        #expect(text.contains(",\"say \"\"yes\"\", always\"\n"))
    }

    @Test func holdsNoNamesNorAddresses() throws {
        let block =
            "For more, write to:\nAna Sol\nOffice in Elvas\nTel: +99 1 555 01 20\nana@sol.example"
        let text = try profile((0..<8).map { "\(NewsSite.page($0))\n\(block)" })
        for word in ["ana", "sol", "elvas", "555", "@"] {
            let places = text.lowercased().ranges(of: word)
            #expect(places.isEmpty, "\(word)")
        }
        #expect(text.contains("our mission"))
        #expect(text.split(separator: "\n").count { $0.hasSuffix(",") } >= 5)
    }

    @Test func aSiteOfTwoPagesHasNoProfile() throws {
        #expect(try profile(NewsSite.pages(2)).split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        ("# Quipu", "Quipu", "1:1: the file does not open"),
        (",times,", ",time,", "2:1: the columns are not"),
        ("profile 1: 1", "profile 1: 9", "the file has 14 of 94 lines"),
        ("edge", "hedge", "“before” is not a hash"),
        (",8,8,0,", ",8,8,x,", "“body” is not a count"),
        ("our mission", "\"our mission", "a quote is not closed"),
        ("our mission", "our, mission", "the row has 16 cells, not 15"),
        ("folder:.,8,", "folder:.,9,", "the row contradicts"),
    ])
    func saysWhereAProfileIsWrong(part: String, spoilt: String, message: String) throws {
        let text = try profile(NewsSite.pages(8))
        let place = try #require(text.ranges(of: part).first)
        try folder.write(text.replacingCharacters(in: place, with: spoilt), to: "profile.csv")
        let error = try #require(throws: StageError.self) { try made(from: "profile.csv") }
        #expect(error.code == .malformedInput)
        #expect(error.message.contains(message))
        #expect(error.message.hasPrefix("\(folder.path)/profile.csv:"))
        #expect(error.message.hasSuffix(": write the profile again with “quipu learn”"))
    }

    @Test(arguments: [("nowhere.csv", "is not there"), ("", "is a folder")])
    func saysThatAProfileCannotBeRead(name: String, message: String) throws {
        let error = try #require(throws: StageError.self) { try made(from: name) }
        #expect(error.code == .unavailable)
        #expect(error.message.contains(message) && error.message.contains("quipu learn"))
    }

    private func made(from name: String) throws -> BoilerplateCleaner {
        var settings = BoilerplateCleaner.Settings()
        settings.profile = "\(folder.path)/\(name)"
        return try BoilerplateCleaner(settings: settings, resources: .shipped)
    }
}

extension SiteTally {
    fileprivate var heldPageCount: Int { samples.values.reduce(0) { $0 + $1.pages.count } }
}

extension CountedLine {
    fileprivate init(_ number: Int) {
        self.init(key: UInt64(number + 1), digits: 0, width: 1, traits: [])
    }
}
