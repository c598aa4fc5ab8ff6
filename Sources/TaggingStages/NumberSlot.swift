import DocumentModel

/// A number and the words it covers.
struct NumberSlot: Sendable {
    let words: Range<Int>
    let reading: NumberReading

    /// Where the number alone ends, as an offset, if a unit stands after it.
    var numeralEnd: Int? { reading.form == .percent ? nil : reading.numeral?.upperBound }

    init(_ mention: Mention<NumberReading>, in view: WordView) {
        words = view.words(in: mention.span)
        reading = mention.value
    }

    /// The numbers of a document, in reading order, looked up once for all who ask.
    static func all(of document: Document, in view: WordView) -> [NumberSlot] {
        document.shared { Slots(all: document[.numbers].map { NumberSlot($0, in: view) }) }.all
    }

    private struct Slots: Sendable {
        let all: [NumberSlot]
    }
}
