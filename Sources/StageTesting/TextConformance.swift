import DocumentModel
package import StageKit
package import Testing

/// Checks what must hold for any cleaner.
///
/// - The examples in its declaration, each one zone of plain text, leave the text they say.
/// - Edits lie inside the text, on character boundaries, and do not overlap; zones and remarks lie
///   inside it too.
/// - The same document gives the same edits again.
/// - A document that is empty or odd is no trap.
package func expectConformance<C: Cleaner>(
    of cleaner: C, after earlier: [any Cleaner] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    for example in C.examples {
        let marked = Comment(rawValue: "\(C.name): \(example.text.marked)")
        let left = expectNoError(marked, sourceLocation) { () throws(StageError) -> Document in
            let document = try Document(uncleaned: example.text, in: example.language).cleaned(
                by: earlier)
            let cleaning = try cleaner.cleaning(of: document)
            guard expectSound(cleaning, of: document, marked, sourceLocation) else {
                return document
            }
            let again = try cleaner.cleaning(of: document)
            #expect(
                again.edits == cleaning.edits && again.zones == cleaning.zones
                    && again.remarks == cleaning.remarks, "\(marked): not the same twice",
                sourceLocation: sourceLocation)
            return document.applying(cleaning)
        }
        guard let left else { continue }
        expect(example, leaves: left, marked, sourceLocation)
    }
    for document in Document.hostile {
        guard let cleaning = try? cleaner.cleaning(of: document) else { continue }
        let shown = Comment(rawValue: "\(C.name): \(document.shown)")
        if expectSound(cleaning, of: document, shown, sourceLocation) {
            _ = document.applying(cleaning)
        }
    }
}

/// Checks what must hold for any cleaner that learns from a corpus, beside what holds for cleaners.
///
/// - The tally of pages is the same in any order: it gives the same profile and the same edits.
/// - What it has learnt makes sound edits, also on a page that it has not seen.
/// - Before it has learnt anything it changes nothing.
/// - A document that is empty or odd is no trap to learn from.
///
/// - Parameter pages: Texts to learn from; the last is not learnt from, only cleaned.
package func expectConformance<C: CorpusCleaner>(
    ofLearning cleaner: C, from pages: [String],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let documents = pages.map { Document(text: $0, in: .undetermined) }
    let seen = documents.dropLast() + Document.hostile
    func tally(_ documents: some Sequence<Document>) -> C.Tally {
        var tally = C.Tally()
        for document in documents {
            if let page = try? cleaner.tally(of: document) { tally.add(page) }
        }
        return tally
    }
    let forwards = tally(seen)
    let backwards = tally(seen.reversed())
    #expect(
        cleaner.profile(of: forwards) == cleaner.profile(of: backwards),
        "\(C.name): learns another thing from the same pages in another order",
        sourceLocation: sourceLocation)
    let (first, second) = (cleaner.knowing(forwards), cleaner.knowing(backwards))
    for document in documents + Document.hostile {
        let shown = Comment(rawValue: "\(C.name): \(document.shown)")
        if cleaner.learnsFromCorpus {
            let edits = (try? cleaner.cleaning(of: document))?.edits ?? []
            #expect(
                edits.isEmpty, "\(shown): cleans before it has learnt",
                sourceLocation: sourceLocation)
        }
        guard let cleaning = try? first.cleaning(of: document),
            expectSound(cleaning, of: document, shown, sourceLocation)
        else { continue }
        _ = document.applying(cleaning)
        #expect(
            (try? second.cleaning(of: document))?.edits == cleaning.edits,
            "\(shown): not the same after another order", sourceLocation: sourceLocation)
    }
}

/// Checks what must hold for any extractor.
///
/// - The examples in its declaration, pages in UTF-8, leave the text they say.
/// - The text is valid UTF-8, the offset map tiles it and stays inside the page, and the zones are
///   sorted, inside the text and without overlap.
/// - The same page gives the same document again.
/// - A page that is empty or odd is no trap.
///
/// - Parameter mediaTypes: Those the examples may be given under; the first that is accepted is.
package func expectConformance<E: Extractor>(
    of extractor: E, mediaTypes: [String] = ["text/html", "text/plain", "application/xml"],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    func page(_ bytes: [UInt8]) -> Page {
        let pages = mediaTypes.map { mediaType in
            Page(
                location: PageLocation(rawValue: "example"), mediaType: mediaType,
                transportCharset: "utf-8", body: bytes)
        }
        let untyped = Page(
            location: PageLocation(rawValue: "example"), transportCharset: "utf-8", body: bytes)
        return pages.first(where: extractor.accepts) ?? untyped
    }
    for example in E.examples {
        let marked = Comment(rawValue: "\(E.name): \(example.text.marked)")
        let page = page(Array(example.text.text.utf8))
        let isAccepted = extractor.accepts(page)
        #expect(isAccepted, "\(marked): not accepted", sourceLocation: sourceLocation)
        let document = expectNoError(marked, sourceLocation) { () throws(StageError) -> Document in
            let document = try extractor.document(from: page)
            let again = try extractor.document(from: page)
            #expect(
                again.text == document.text && again.offsets == document.offsets
                    && again.zones == document.zones && again.metadata == document.metadata,
                "\(marked): not the same twice", sourceLocation: sourceLocation)
            return document
        }
        guard let document else { continue }
        expectSound(document, from: page, marked, sourceLocation)
        expect(example, leaves: document, marked, sourceLocation)
    }
    let odd = Document.hostile.map(\.text) + [[0xFF, 0xFE], [0xC3], [0xE2, 0x82], Array(0...255)]
    for bytes in odd {
        let page = page(bytes)
        guard extractor.accepts(page), let document = try? extractor.document(from: page) else {
            continue
        }
        let shown = Comment(rawValue: "\(E.name): a page of \(bytes.count) odd bytes")
        expectSound(document, from: page, shown, sourceLocation)
    }
}

private func expect(
    _ example: StageExample, leaves document: Document, _ comment: Comment,
    _ sourceLocation: SourceLocation
) {
    guard case .text(let rest) = example.outcome else {
        Issue.record(
            "the example says what is read, not what remains", sourceLocation: sourceLocation)
        return
    }
    let text = String(decoding: document.text, as: UTF8.self)
    #expect(text == rest, comment, sourceLocation: sourceLocation)
}

/// Whether the cleaning may be applied; an issue where it may not.
private func expectSound(
    _ cleaning: Cleaning, of document: Document, _ comment: Comment,
    _ sourceLocation: SourceLocation
) -> Bool {
    var problems: [String] = []
    let spans = cleaning.edits.map(\.span).sorted()
    if !spans.allSatisfy({ document.bounds($0) }) {
        problems.append("an edit leaves the text or splits a character")
    }
    if zip(spans, spans.dropFirst()).contains(where: { $0.upperBound > $1.lowerBound }) {
        problems.append("edits overlap")
    }
    if !cleaning.edits.allSatisfy({ String(validating: $0.replacement, as: UTF8.self) != nil }) {
        problems.append("a replacement is not UTF-8")
    }
    if !cleaning.zones.allSatisfy({ document.holds($0.span) }) {
        problems.append("a zone is empty or leaves the text or splits a character")
    }
    if !cleaning.remarks.allSatisfy({ $0.span.map(document.bounds) ?? true }) {
        problems.append("a remark leaves the text")
    }
    for problem in problems {
        Issue.record("\(comment): \(problem)", sourceLocation: sourceLocation)
    }
    return problems.isEmpty
}

private func expectSound(
    _ document: Document, from page: Page, _ comment: Comment, _ sourceLocation: SourceLocation
) {
    var problems: [String] = []
    if String(validating: document.text, as: UTF8.self) == nil {
        problems.append("the text is not UTF-8")
    }
    if document.offsets.runs.contains(where: {
        Int($0.sourceStart) + Int($0.sourceLength) > page.body.count
    }) {
        problems.append("the offset map leaves the page")
    }
    let spans = document.zones.map(\.span)
    if !spans.allSatisfy({ document.holds($0) }) {
        problems.append("a zone is empty or leaves the text or splits a character")
    }
    if zip(spans, spans.dropFirst()).contains(where: { $0.upperBound > $1.lowerBound }) {
        problems.append("zones are not sorted or overlap")
    }
    for problem in problems {
        Issue.record("\(comment): \(problem)", sourceLocation: sourceLocation)
    }
}
