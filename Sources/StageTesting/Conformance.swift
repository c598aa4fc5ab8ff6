import DocumentModel
package import StageKit
package import Testing

/// Checks what must hold for any tagger, ours or a plugin's.
///
/// - The examples in its declaration are read as they say.
/// - Spans lie inside the text, on character boundaries, and are not empty.
/// - The same document gives the same mentions again.
/// - Layers the tagger does not declare make no difference to it.
/// - A document that is empty or odd is no trap.
///
/// - Parameter earlier: The stages that come before it in a pipeline, in order.
package func expectConformance<T: Tagger>(
    of tagger: T, after earlier: [any Annotator] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectConformance(
        T.self, reading: { document throws(StageError) in try tagger.mentions(in: document) },
        isSorted: false, after: earlier, sourceLocation)
}

/// Checks what must hold for any relator: what holds for taggers, and that findings are sorted.
package func expectConformance<R: Relator>(
    of relator: R, after earlier: [any Annotator] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectConformance(
        R.self, reading: { document throws(StageError) in try relator.findings(in: document) },
        isSorted: true, after: earlier, sourceLocation)
}

/// Checks what must hold for any annotator: a tagger or a relator as such, and for one that is
/// neither that its examples and odd documents are no trap.
package func expectConformance(
    ofAny annotator: any Annotator, after earlier: [any Annotator] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    if let tagger = annotator as? any Tagger {
        expectConformance(of: tagger, after: earlier, sourceLocation: sourceLocation)
    } else if let relator = annotator as? any Relator {
        expectConformance(of: relator, after: earlier, sourceLocation: sourceLocation)
    } else {
        let texts = annotator.manifest.examples.map { Document($0.text, in: $0.language) }
        for document in texts + Document.hostile {
            guard let prepared = document.annotated(by: earlier) else { continue }
            expectNoTrap(sourceLocation) { () throws(StageError) in
                _ = try annotator.annotating(prepared)
            }
        }
    }
}

// MARK: Taggers and relators

private func expectConformance<S: Annotator, Value>(
    _ stage: S.Type, reading: (Document) throws(StageError) -> [Mention<Value>], isSorted: Bool,
    after earlier: [any Annotator], _ sourceLocation: SourceLocation
) {
    for example in S.examples {
        let marked = Comment(rawValue: "\(S.name): \(example.text.marked)")
        guard
            let document = expectNoError(
                marked, sourceLocation,
                { () throws(StageError) in
                    try Document(example.text, in: example.language).annotating(with: earlier)
                }),
            let mentions = expectNoError(
                marked, sourceLocation, { () throws(StageError) in try reading(document) })
        else { continue }
        expect(example, reads: mentions, marked, sourceLocation)
        expectSound(mentions, in: document, of: S.self, isSorted, reading, marked, sourceLocation)
    }
    for document in Document.hostile {
        guard let prepared = document.annotated(by: earlier) else { continue }
        let shown = Comment(rawValue: "\(S.name): \(prepared.shown)")
        // A stage may refuse a document; it may not trap or return what is unsound.
        guard let mentions = try? reading(prepared) else { continue }
        expectSound(mentions, in: prepared, of: S.self, isSorted, reading, shown, sourceLocation)
    }
}

private func expect<Value>(
    _ example: StageExample, reads mentions: [Mention<Value>], _ comment: Comment,
    _ sourceLocation: SourceLocation
) {
    guard case .values(let values) = example.outcome else {
        Issue.record(
            "the example says what remains, not what is read", sourceLocation: sourceLocation)
        return
    }
    let sorted = mentions.sorted { $0.span < $1.span }
    #expect(
        sorted.map { String(describing: $0.value) } == values, comment,
        sourceLocation: sourceLocation)
    if !example.text.spans.isEmpty || values.isEmpty {
        #expect(sorted.map(\.span) == example.text.spans, comment, sourceLocation: sourceLocation)
    }
}

private func expectSound<S: Annotator, Value>(
    _ mentions: [Mention<Value>], in document: Document, of stage: S.Type, _ isSorted: Bool,
    _ reading: (Document) throws(StageError) -> [Mention<Value>], _ comment: Comment,
    _ sourceLocation: SourceLocation
) {
    for mention in mentions where !document.holds(mention.span) {
        Issue.record(
            "\(comment): the span \(mention.span.range) is empty, or leaves the text, or splits a character",
            sourceLocation: sourceLocation)
    }
    if isSorted {
        let spans = mentions.map(\.span)
        #expect(
            spans == spans.sorted(), "\(comment): findings are not sorted",
            sourceLocation: sourceLocation)
    }
    #expect(
        (try? reading(document)) == mentions, "\(comment): not the same twice",
        sourceLocation: sourceLocation)
    #expect(
        (try? reading(document.keeping(S.reads))) == mentions,
        "\(comment): reads a layer it does not declare", sourceLocation: sourceLocation)
}

// MARK: Errors

/// What `work` gives; nil, with an issue, where it throws.
func expectNoError<Result>(
    _ comment: Comment, _ sourceLocation: SourceLocation,
    _ work: () throws(StageError) -> Result
) -> Result? {
    do {
        return try work()
    } catch {
        Issue.record("\(comment): \(error)", sourceLocation: sourceLocation)
        return nil
    }
}

/// Runs `work`, which may refuse by throwing.
func expectNoTrap(_ sourceLocation: SourceLocation, _ work: () throws(StageError) -> Void) {
    do { try work() } catch { #expect(!error.message.isEmpty, sourceLocation: sourceLocation) }
}
