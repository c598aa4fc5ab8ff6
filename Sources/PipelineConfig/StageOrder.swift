import DocumentModel
import StageKit

/// Checks that each stage of a list stands where what it needs is there.
struct StageOrder {
    private struct Placed {
        let manifest: StageManifest
        let line: Int
        let isGuessed: Bool
    }

    private let catalog: [StageManifest]
    private let later: [StageName]
    private var placed: [Placed] = []

    /// - Parameters:
    ///   - catalog: Every stage there is.
    ///   - names: The stages of the list, in order.
    init(catalog: [StageManifest], names: [StageName]) {
        self.catalog = catalog
        self.later = names
    }

    /// - Parameter isGuessed: Whether the stage is only what a wrong name most likely means.
    mutating func place(
        _ stage: StageManifest, at place: Place, isGuessed: Bool, _ reading: inout ConfigReading
    ) {
        if !isGuessed { checkRepeat(of: stage, at: place, &reading) }
        if let after = placed.last(where: { $0.manifest.kind > stage.kind }) {
            reading.report(
                "“\(stage.name)” is \(stage.kind.phrase) and stands after “\(after.manifest.name)”, "
                    + "\(after.manifest.kind.phrase): move it up", at: place)
        }
        checkLayers(of: stage, at: place, &reading)
        placed.append(Placed(manifest: stage, line: place.line, isGuessed: isGuessed))
    }

    /// Reports a second stage where only one counts.
    private func checkRepeat(
        of stage: StageManifest, at place: Place, _ reading: inout ConfigReading
    ) {
        let placed = placed.filter { !$0.isGuessed }
        if stage.kind == .reader, let reader = placed.first(where: { $0.manifest.kind == .reader })
        {
            reading.report(
                "a pipeline has one reader, and “\(reader.manifest.name)” stands on line "
                    + "\(reader.line): remove one", at: place)
        } else if [.extractor, .tagger, .relator].contains(stage.kind),
            let first = placed.first(where: { $0.manifest.name == stage.name })
        {
            reading.report(
                "“\(stage.name)” stands twice, first on line \(first.line): remove one", at: place)
        } else {
            // What a stage attaches replaces the layer, unless it was made to add to it.
            for layer in stage.provides.subtracting(stage.reads).map(\.rawValue).sorted() {
                let layer = LayerName(rawValue: layer)
                guard let first = placed.first(where: { $0.manifest.provides.contains(layer) })
                else { continue }
                reading.report(
                    "“\(stage.name)” provides “\(layer)”, which “\(first.manifest.name)” on line "
                        + "\(first.line) already provides: remove one", at: place)
            }
        }
    }

    private func checkLayers(
        of stage: StageManifest, at place: Place, _ reading: inout ConfigReading
    ) {
        let provided = placed.reduce(into: Set<LayerName>()) { $0.formUnion($1.manifest.provides) }
        for layer in stage.reads.subtracting(provided).map(\.rawValue).sorted() {
            let providers = catalog.filter {
                $0.provides.contains(LayerName(rawValue: layer)) && $0.name != stage.name
            }
            let advice =
                if let moved = providers.first(where: { later.contains($0.name) }) {
                    "move “\(moved.name)” above it"
                } else if let missing = providers.first {
                    "put “\(missing.name)” above it"
                } else {
                    "and no stage there is provides it"
                }
            reading.report(
                "“\(stage.name)” reads “\(layer)”, which no stage before it provides: \(advice)",
                at: place)
        }
    }
}

extension StageKind {
    /// The kind with its article.
    var phrase: String {
        self == .extractor || self == .emitter ? "an \(rawValue)" : "a \(rawValue)"
    }
}
