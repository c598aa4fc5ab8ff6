import DocumentModel
import Foundation
import HTMLScanning
import StageCatalog
import StageKit
import TextAnalysis

/// What libFuzzer calls with bytes of its own making.
///
/// The first byte chooses what reads the rest. Whatever the bytes are, nothing may trap, and what
/// comes out must hold together: valid UTF-8, sorted offsets, and verbatim runs that equal the
/// bytes they point to.
@c(LLVMFuzzerTestOneInput)
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    // A page through every stage costs twenty times a scan, so it gets the smaller share.
    switch start[0] & 15 {
    case 0..<7: Subject.shared.scan(bytes)
    case 7..<13: Subject.shared.decode(bytes)
    case 13..<15: Subject.shared.extract(bytes)
    default: Subject.shared.read(bytes)
    }
    return 0
}

/// The parts under test, made once.
private struct Subject: Sendable {
    static let shared = Subject()

    private let mainText: any Extractor
    private let extractors: [any Extractor]
    private let cleaners: [any Cleaner]

    private init() {
        func all<Kind>(_ kind: StageKind, as type: Kind.Type) -> [Kind] {
            guard let resources = try? StageResources.bundled() else { return [] }
            return stageCatalog.filter { $0.manifest.kind == kind }.compactMap {
                try? $0.make(settings: Data("{}".utf8), resources: resources) as? Kind
            }
        }
        extractors = all(.extractor, as: (any Extractor).self)
        cleaners = all(.cleaner, as: (any Cleaner).self)
        guard let first = extractors.first else { preconditionFailure("no extractor") }
        mainText = first
        precondition(extractors.count >= 2 && !cleaners.isEmpty, "the catalog is not complete")
    }

    /// Markup that has passed the decoder, as a tree: each node is reached once and lies in the page.
    func scan(_ bytes: [UInt8]) {
        let text = TextDecoder(keepingNUL: true).decode(bytes, as: .utf8).text
        let tree = HTMLTree(parsing: text)
        var current: HTMLTree.NodeID? = HTMLTree.document
        var visited = 0
        while let id = current {
            visited += 1
            precondition(visited <= tree.nodes.count, "the tree has a cycle")
            precondition(tree[id].range.upperBound <= text.count, "a node lies outside the page")
            current = tree.successor(id)
        }
    }

    func decode(_ bytes: [UInt8]) {
        let page = Page(location: PageLocation(rawValue: "fuzz"), body: bytes)
        let reading = CharsetSniffer().reading(of: page, isMarkup: true)
        let decoded = TextDecoder().decode(bytes, as: reading.charset)
        precondition(String(validating: decoded.text, as: UTF8.self) != nil, "not UTF-8")
        check(decoded.offsets, of: decoded.text, against: bytes, by: reading.charset)
    }

    /// A page through the first extractor alone, which is the one for main text.
    func extract(_ bytes: [UInt8]) {
        let page = Page(location: PageLocation(rawValue: "fuzz"), body: bytes)
        guard let document = try? mainText.document(from: page) else { return }
        precondition(!document.text.isEmpty, "a document without text")
        check(document.offsets, of: document.text, against: bytes, by: mainText)
    }

    /// A page through each extractor and all cleaners.
    func read(_ bytes: [UInt8]) {
        let page = Page(location: PageLocation(rawValue: "fuzz"), body: bytes)
        for extractor in extractors {
            guard var document = try? extractor.document(from: page) else { continue }
            precondition(!document.text.isEmpty, "a document without text")
            check(document.offsets, of: document.text, against: bytes, by: extractor)
            for cleaner in cleaners {
                guard let cleaning = try? cleaner.cleaning(of: document) else { continue }
                document = document.applying(cleaning)
                check(document.offsets, of: document.text, against: bytes, by: cleaner)
            }
        }
    }

    private func check(
        _ offsets: OffsetMap, of text: [UInt8], against source: [UInt8],
        by stage: Any
    ) {
        precondition(offsets.textLength == text.count, "the map is not as long as its text")
        for (index, run) in offsets.runs.enumerated() {
            let end =
                index + 1 < offsets.runs.count
                ? Int(offsets.runs[index + 1].textStart) : text.count
            let from = Int(run.sourceStart)..<(Int(run.sourceStart) + Int(run.sourceLength))
            precondition(end > Int(run.textStart), "a run is empty")
            precondition(from.upperBound <= source.count, "a run lies outside the page")
            guard run.isVerbatim else { continue }
            let copy = text[Int(run.textStart)..<end]
            guard copy.elementsEqual(source[from]) else {
                let written = String(decoding: copy, as: UTF8.self)
                let expected = String(decoding: source[from], as: UTF8.self)
                // A trap is how libFuzzer learns of a finding.
                fatalError(
                    "\(type(of: stage)): a verbatim run reads “\(written)” for “\(expected)” at \(from)"
                )
            }
        }
    }
}
