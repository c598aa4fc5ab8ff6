import DocumentModel
import Foundation
import HTMLScanning
import PipelineEngine
import StageCatalog
import StageKit
import XMLTrees

/// The pages to measure on, and what each part makes of them for the next.
struct Material {
    let pages: [Page]
    let processor: DocumentProcessor
    private let extractor: any Extractor
    private let cleaners: [any Cleaner]
    private let taggers: [any Annotator]
    private let relators: [any Annotator]
    private let extracted: [Document]
    private let cleaned: [Document]
    /// The documents as each tagger gets them, and at the end as the last one leaves them.
    private let stages: [[Document]]
    private var tagged: [Document] { stages.last ?? cleaned }

    /// - Throws: `RunError` or `StageError` where the folder holds no HTML page that can be read.
    init(folder: String) throws {
        let resources = try StageResources.bundled()
        let entries = stageCatalog.filter { $0.manifest.name != "extract-xpath" }
        func make(_ name: StageName, _ settings: [String: Any] = [:]) throws -> (any Stage)? {
            try entries.first { $0.manifest.name == name }?.make(
                settings: JSONSerialization.data(withJSONObject: settings), resources: resources)
        }
        func all<Kind>(_ kind: StageKind, as type: Kind.Type) throws -> [Kind] {
            try entries.filter { $0.manifest.kind == kind }.compactMap {
                try $0.make(settings: Data("{}".utf8), resources: resources) as? Kind
            }
        }
        guard
            let reader = try make("read-folder", ["paths": [folder]]) as? any Reader,
            let extractor = try make("extract-html") as? any Extractor,
            let emitter = try make("emit-csv") as? any Emitter
        else { throw StageError(.unavailable, "a stage is missing from the catalog") }
        self.extractor = extractor
        cleaners = try all(.cleaner, as: (any Cleaner).self)
        taggers = try all(.tagger, as: (any Annotator).self)
        relators = try all(.relator, as: (any Annotator).self)
        processor = DocumentProcessor(
            Pipeline(
                name: "bench", reader: reader, extractors: [extractor], cleaners: cleaners,
                annotators: taggers + relators, collators: [], emitters: [emitter],
                output: OutputSettings()),
            toolVersion: "bench")

        var pages: [Page] = []
        var extracted: [Document] = []
        for location in try reader.locations() {
            guard let page = try? reader.page(at: location), extractor.accepts(page),
                let document = try? extractor.document(from: page)
            else { continue }
            pages.append(page)
            extracted.append(document)
        }
        guard !pages.isEmpty else {
            throw RunError(.noInput, "“\(folder)” holds no HTML page that can be read")
        }
        self.pages = pages
        self.extracted = extracted
        let (cleaners, taggers) = (cleaners, taggers)
        cleaned = try extracted.map { try $0.cleaned(by: cleaners) }
        var stages = [cleaned]
        for tagger in taggers {
            stages.append(try stages[stages.count - 1].map { try tagger.annotating($0) })
        }
        self.stages = stages
    }

    private var htmlBytes: Int { pages.reduce(0) { $0 + $1.body.count } }
    private var textBytes: Int { cleaned.reduce(0) { $0 + $1.text.count } }

    static let yardstick = "libxml2 SAX parse"

    /// What is measured, the yardstick first.
    func parts() -> [Part] {
        [
            Part(name: Self.yardstick, byteCount: htmlBytes, reads: "HTML") {
                for page in pages { _ = HTMLSAXParse.count(page.body) }
            },
            Part(name: "scanning", byteCount: htmlBytes, reads: "HTML") {
                for page in pages {
                    let tree = HTMLTree(parsing: page.body)
                    precondition(!tree.nodes.isEmpty, "a tree has a document node")
                }
            },
            Part(name: "main text", byteCount: htmlBytes, reads: "HTML") {
                for page in pages { _ = try extractor.document(from: page) }
            },
            Part(name: "cleaning", byteCount: textBytes, reads: "text") {
                for document in extracted { _ = try document.cleaned(by: cleaners) }
            },
            Part(name: "tagging", byteCount: textBytes, reads: "text") {
                for document in cleaned { _ = try document.annotated(by: taggers) }
            },
        ] + taggerParts() + [
            Part(name: "relating", byteCount: textBytes, reads: "text") {
                for document in tagged { _ = try document.annotated(by: relators) }
            },
            Part(name: "whole pipeline", byteCount: htmlBytes, reads: "HTML") {
                for page in pages { _ = processor.record(of: page).rows() }
            },
        ]
    }
}

extension Material {
    /// Each tagger alone; what several share is counted for none, as the first has read it.
    private func taggerParts() -> [Part] {
        zip(taggers, stages).map { tagger, documents in
            Part(
                name: "  \(type(of: tagger).name)", byteCount: textBytes, reads: "text",
                run: { for document in documents { _ = try tagger.annotating(document) } })
        }
    }
}

extension Document {
    fileprivate func cleaned(by cleaners: [any Cleaner]) throws(StageError) -> Document {
        var document = self
        for cleaner in cleaners {
            document = document.applying(try cleaner.cleaning(of: document))
        }
        return document
    }

    fileprivate func annotated(by annotators: [any Annotator]) throws(StageError) -> Document {
        var document = self
        for annotator in annotators { document = try annotator.annotating(document) }
        return document
    }
}
