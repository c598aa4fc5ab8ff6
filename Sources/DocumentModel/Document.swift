/// One extracted text and everything the stages have said about it.
///
/// The text is fixed once the first layer is attached. Stages never change a document: each one
/// returns what it found, and the engine attaches that as a layer beside the text (*standoff*
/// annotation), so no stage can disturb what another has found.
public struct Document: Sendable {
    public let location: PageLocation
    public let metadata: DocumentMetadata
    /// Valid UTF-8. Blocks are parted by line feeds, table cells by tabs.
    public let text: [UInt8]
    public let offsets: OffsetMap
    /// The blocks of the text: sorted, without overlap.
    public let zones: [Mention<Zone>]
    /// The cells of tables, as far as the extractor knows them: sorted, without overlap, none empty.
    public let cells: [Mention<TableCell>]
    /// Code inside blocks of prose, which cleaners leave as it is: sorted, without overlap.
    public let literals: [TextSpan]
    /// What cleaners remarked, in the bytes of the page.
    public let remarks: [SourceRemark]
    @usableFromInline var layers: [LayerName: any Sendable] = [:]
    /// Copies that gain a layer take over what was read; those that lose or change one start anew.
    @usableFromInline var sharedReadings = SharedReadings()

    /// A cleaner's remark, carried back to the page.
    public struct SourceRemark: Hashable, Sendable {
        public let code: String
        public let message: String
        public let source: SourceSpan?

        public init(code: String, message: String, source: SourceSpan?) {
            self.code = code
            self.message = message
            self.source = source
        }
    }

    /// - Precondition: `text` is valid UTF-8 and `offsets` tile it.
    public init(
        location: PageLocation, metadata: DocumentMetadata = DocumentMetadata(), text: [UInt8],
        offsets: OffsetMap, zones: [Mention<Zone>], cells: [Mention<TableCell>] = [],
        literals: [TextSpan] = [],
        remarks: [SourceRemark] = []
    ) {
        precondition(offsets.textLength == text.count, "an offset map tiles its text")
        self.location = location
        self.metadata = metadata
        self.text = text
        self.offsets = offsets
        self.zones = zones
        self.cells = cells
        self.literals = literals
        self.remarks = remarks
    }

    /// The mentions in one layer, in reading order; empty where no stage has provided the layer.
    @inlinable
    public subscript<Value>(key: LayerKey<Value>) -> [Mention<Value>] {
        (layers[key.name] as? Layer<Value>)?.mentions ?? []
    }

    /// The text in `span`, for messages and rows; per-byte work reads ``text``.
    public subscript(span: TextSpan) -> String {
        String(decoding: text[span.range], as: UTF8.self)
    }

    /// The names of the layers attached so far, sorted.
    public var layerNames: [LayerName] {
        layers.keys.sorted { $0.rawValue < $1.rawValue }
    }

    /// The mentions of any layer, whatever they carry, in reading order.
    public func contents(of layer: LayerName) -> [(span: TextSpan, value: any LayerValue)] {
        (layers[layer] as? any SomeLayer)?.contents ?? []
    }

    /// The mentions of any layer with their values as they describe themselves, in reading order.
    public func described(_ layer: LayerName) -> [(span: TextSpan, value: String)] {
        contents(of: layer).map { ($0.span, String(describing: $0.value)) }
    }

    /// This document with one more layer.
    @inlinable
    public func adding<Value>(_ mentions: [Mention<Value>], to key: LayerKey<Value>) -> Document {
        var copy = self
        // Most stages find mentions in reading order; sorting would copy them.
        let isSorted = mentions.indices.dropFirst().allSatisfy {
            mentions[$0 - 1].span <= mentions[$0].span
        }
        let layer = Layer(mentions: isSorted ? mentions : mentions.sorted { $0.span < $1.span })
        let isNew = copy.layers.updateValue(layer, forKey: key.name) == nil
        copy.sharedReadings = isNew ? SharedReadings(sharedReadings) : SharedReadings()
        return copy
    }

    /// This document with only the layers named, for checking that a stage reads no others.
    public func keeping(_ names: Set<LayerName>) -> Document {
        var copy = self
        copy.layers = layers.filter { names.contains($0.key) }
        copy.sharedReadings = SharedReadings()
        return copy
    }

    /// The zone that `span` starts in: a contact block's, the extractor's, or the body's.
    ///
    /// - Complexity: O(log *n*) in the contact blocks and zones.
    public func zone(of span: TextSpan) -> Zone {
        let contacts = self[.contacts]
        let contact = contacts.partitioningIndex { $0.span.upperBound > span.lowerBound }
        if contact < contacts.count, contacts[contact].span.overlaps(span) { return .contact }
        let next = zones.partitioningIndex { $0.span.lowerBound > span.lowerBound }
        guard next > 0, zones[next - 1].span.upperBound > span.lowerBound else { return .body }
        return zones[next - 1].value
    }

    /// The document's language: as tagged, else as the page declares it, else undetermined.
    public var language: LanguageCode {
        self[.languages].first?.value ?? metadata.declaredLanguage ?? .undetermined
    }

    /// Whether several stories stand on the page, as the extractor or a tagger found.
    public var isListing: Bool { metadata.isListing || !self[.stories].isEmpty }

    /// This document with its text mended and its way back to the source kept.
    ///
    /// - Precondition: No layer is attached yet: its spans would no longer fit the text. Edits lie
    ///   inside the text and do not overlap.
    public func applying(_ cleaning: Cleaning) -> Document {
        precondition(layers.isEmpty, "text is fixed once a layer is attached")
        if cleaning.edits.isEmpty, cleaning.zones.isEmpty {
            return Document(
                location: location, metadata: metadata, text: text, offsets: offsets,
                zones: zones.trimmed(in: text), cells: cells, literals: literals,
                remarks: remarks + sourceRemarks(of: cleaning))
        }
        let edits = cleaning.edits.sorted { $0.span < $1.span }
        var edited: [UInt8] = []
        edited.reserveCapacity(text.count)
        var copied = 0
        for edit in edits {
            precondition(edit.span.lowerBound >= copied, "edits do not overlap")
            edited += text[copied..<edit.span.lowerBound]
            edited += edit.replacement
            copied = edit.span.upperBound
        }
        edited += text[copied...]
        return Document(
            location: location, metadata: metadata, text: edited, offsets: offsets.applying(edits),
            zones: zones.overlaid(with: cleaning.zones).moved(by: edits).trimmed(in: edited),
            cells: cells.moved(by: edits),
            literals: literals.map { Mention($0, Zone.preformatted) }.moved(by: edits).map(\.span),
            remarks: remarks + sourceRemarks(of: cleaning))
    }

    private func sourceRemarks(of cleaning: Cleaning) -> [SourceRemark] {
        cleaning.remarks.map { remark in
            SourceRemark(
                code: remark.code, message: remark.message,
                source: remark.span.map(offsets.source(of:)))
        }
    }

    /// This document with other metadata, as a later reading of the page knows it better.
    public func with(_ metadata: DocumentMetadata) -> Document {
        var copy = Document(
            location: location, metadata: metadata, text: text, offsets: offsets, zones: zones,
            cells: cells, literals: literals, remarks: remarks)
        copy.layers = layers
        return copy
    }
}

extension [Mention<Zone>] {
    /// These zones with `better` ones laid over them: what they cover is theirs.
    fileprivate func overlaid(with better: [Mention<Zone>]) -> [Mention<Zone>] {
        guard !better.isEmpty else { return self }
        let better = better.sorted { $0.span < $1.span }
        var result = better
        var next = 0
        for zone in self {
            var start = zone.span.lowerBound
            while next < better.count, better[next].span.upperBound <= start { next += 1 }
            for cover in better[next...].prefix(while: { $0.span.overlaps(zone.span) }) {
                if start < cover.span.lowerBound {
                    result.append(Mention(TextSpan(start..<cover.span.lowerBound), zone.value))
                }
                start = Swift.max(start, cover.span.upperBound)
            }
            if start < zone.span.upperBound {
                result.append(Mention(TextSpan(start..<zone.span.upperBound), zone.value))
            }
        }
        return result.sorted { $0.span < $1.span }
    }

    /// These zones without line feeds and blanks at their ends, and without those that hold nothing else.
    fileprivate func trimmed(in text: [UInt8]) -> [Mention<Zone>] {
        text.withUnsafeBufferPointer { text in
            compactMap { zone in
                var lower = zone.span.lowerBound
                var upper = zone.span.upperBound
                // Tabs part cells, some of which are empty.
                while lower < upper, text[lower] == 0x0A || text[lower] == 0x20 { lower += 1 }
                while lower < upper, text[upper - 1] == 0x0A || text[upper - 1] == 0x20 {
                    upper -= 1
                }
                return lower < upper ? Mention(TextSpan(lower..<upper), zone.value) : nil
            }
        }
    }
}

extension Array {
    /// These mentions, sorted and without overlap, in the text after `edits`; without those that
    /// were removed whole.
    fileprivate func moved<Value>(by edits: [TextEdit]) -> [Mention<Value>]
    where Element == Mention<Value> {
        guard !edits.isEmpty else { return self }
        var next = 0
        var shift = 0
        /// Where `offset` lies after the edits; offsets are asked for in rising order.
        func moved(_ offset: Int) -> Int {
            while next < edits.count, edits[next].span.upperBound <= offset {
                shift += edits[next].replacement.count - edits[next].span.length
                next += 1
            }
            guard next < edits.count, edits[next].span.lowerBound < offset else {
                return offset + shift
            }
            return edits[next].span.lowerBound + shift
        }
        return compactMap { zone in
            let lower = moved(zone.span.lowerBound)
            let upper = moved(zone.span.upperBound)
            return lower < upper ? Mention(TextSpan(lower..<upper), zone.value) : nil
        }
    }
}
