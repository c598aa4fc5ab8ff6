import Digests
package import DocumentModel
package import StageKit

/// Takes one page after another through a pipeline, from bytes to rows.
package struct DocumentProcessor: Sendable {
    private let pipeline: Pipeline
    private let annotators: [NamedAnnotator]
    private let toolVersion: String
    private let rules: [LayerName: RuleID]

    package init(_ pipeline: Pipeline, toolVersion: String) {
        self.pipeline = pipeline
        self.toolVersion = toolVersion
        annotators = pipeline.annotators.map(NamedAnnotator.init)
        var rules: [LayerName: RuleID] = [:]
        for annotator in annotators {
            for layer in annotator.layers {
                rules[layer] = RuleID(rawValue: annotator.name.rawValue)
            }
        }
        self.rules = rules
    }

    /// What a stage did to a page, for ``record(of:observing:)``.
    package enum Step: Sendable {
        case extracted(by: StageName, Document)
        case cleaned(by: StageName, Cleaning, before: Document, after: Document)
        case annotated(by: StageName, Document, layers: [LayerName])
        case failed(StageName, StageError)
    }

    /// The rows of a page.
    ///
    /// - Throws: what the stage threw that could not handle the page.
    package func rows(for page: Page) throws(StageError) -> DocumentRows {
        var failure: StageError?
        let record = record(of: page) { step in
            if case .failed(_, let error) = step { failure = error }
        }
        if let failure { throw failure }
        return record.rows()
    }

    /// A page's way through the pipeline, as far as it comes. `observe` is told of every step.
    package func record(of page: Page, observing observe: (Step) -> Void = { _ in })
        -> DocumentRecord
    {
        var record = DocumentRecord(
            documentID: DocumentProcessor.documentID(of: page.body),
            sourceFile: page.location.rawValue, url: page.url, byteCount: page.body.count,
            textSHA256: "", toolVersion: toolVersion, rules: rules)
        var stage: StageName = ""
        do throws(StageError) {
            try annotate(page, &record.document, &stage, observe)
        } catch {
            observe(.failed(stage, error))
            record.setAside = DocumentRecord.SetAside(error)
        }
        record.textSHA256 = SHA256(of: record.document?.bodyText ?? []).hexadecimal
        return record
    }

    /// The record of a page that could not be read.
    package func record(ofUnread location: PageLocation, _ error: StageError) -> DocumentRecord {
        DocumentRecord(
            documentID: DocumentProcessor.documentID(of: Array("unread:\(location.rawValue)".utf8)),
            sourceFile: location.rawValue, byteCount: 0,
            textSHA256: SHA256(of: []).hexadecimal, toolVersion: toolVersion,
            setAside: DocumentRecord.SetAside(error))
    }

    /// The key of the document with these bytes.
    package static func documentID(of body: [UInt8]) -> String {
        String(SHA256(of: body).hexadecimal.prefix(16))
    }

    /// The document of a page after the last cleaner.
    package func cleaned(_ page: Page) throws(StageError) -> Document {
        var document: Document?
        var stage: StageName = ""
        return try clean(page, &document, &stage) { _ in }
    }

    private func annotate(
        _ page: Page, _ current: inout Document?, _ stage: inout StageName,
        _ observe: (Step) -> Void
    ) throws(StageError) {
        var document = try clean(page, &current, &stage, observe)
        for annotator in annotators {
            stage = annotator.name
            document = try annotator.stage.annotating(document)
            current = document
            observe(.annotated(by: stage, document, layers: annotator.layers))
        }
    }

    private func clean(
        _ page: Page, _ current: inout Document?, _ stage: inout StageName,
        _ observe: (Step) -> Void
    ) throws(StageError) -> Document {
        guard let extractor = pipeline.extractors.first(where: { $0.accepts(page) }) else {
            throw StageError(
                .unsupported,
                "no extractor of the pipeline reads \(page.mediaType ?? "this media type")")
        }
        stage = type(of: extractor).name
        var document = try extractor.document(from: page)
        current = document
        observe(.extracted(by: stage, document))
        for cleaner in pipeline.cleaners {
            stage = type(of: cleaner).name
            let cleaning = try cleaner.cleaning(of: document)
            let before = document
            document = before.applying(cleaning)
            current = document
            observe(.cleaned(by: stage, cleaning, before: before, after: document))
        }
        return document
    }
}

/// An annotator with what its manifest says, which is made anew each time it is asked for.
private struct NamedAnnotator {
    let stage: any Annotator
    let name: StageName
    /// Sorted.
    let layers: [LayerName]

    init(_ stage: any Annotator) {
        self.stage = stage
        let manifest = stage.manifest
        name = manifest.name
        layers = manifest.provides.sorted { $0.rawValue < $1.rawValue }
    }
}

extension DocumentRecord.SetAside {
    init(_ error: StageError) {
        self.init(reason: error.code.reason, message: error.message)
    }
}

extension StageError.Code {
    /// As warnings and summaries name it.
    package var reason: String {
        switch self {
        case .empty: "EMPTY"
        case .malformedInput: "MALFORMED_INPUT"
        case .unsupported: "UNSUPPORTED"
        case .limitExceeded: "LIMIT_EXCEEDED"
        case .unavailable: "UNAVAILABLE"
        }
    }
}
