import StageKit

/// Reads the `stages:` list of a pipeline file.
struct StageList {
    let catalog: [StageEntry]
    /// Names under `plugins:`, also of plugins that could not be made.
    let declared: [String]
    let resources: StageResources
    /// What the reader reads instead of what its settings say; none where empty.
    let inputs: [String]

    /// One item of the list: a name, or one name with its settings.
    private struct Use {
        let name: String
        let settings: [ConfigNode.Entry]
        let place: Place
    }

    /// A stage, and its name with the settings that were given.
    struct Made {
        let stage: any Stage
        let line: String
    }

    /// The stages in order, without those that are wrong.
    func stages(
        _ entry: ConfigNode.Entry?, in root: ConfigNode, _ reading: inout ConfigReading
    ) -> [Made] {
        guard let entry else {
            reading.report("“stages” is missing: it lists the stages in order", at: root.place)
            return []
        }
        guard let items = entry.value.list else {
            reading.report(
                "“stages” takes a list, not \(entry.value.given): put “- ” before each stage",
                at: entry.place)
            return []
        }
        guard !items.isEmpty else {
            reading.report("“stages” is empty: it lists the stages in order", at: entry.place)
            return []
        }
        let uses = items.compactMap { use($0, &reading) }
        let manifests = catalog.map(\.manifest)
        var order = StageOrder(
            catalog: manifests, names: uses.map { StageName(rawValue: $0.name) })
        var kinds: Set<StageKind> = []
        // A stage that is not known may be of any kind.
        var isComplete = uses.count == items.count
        var stages: [Made] = []
        for use in uses {
            guard let match = self.entry(for: use, &reading) else {
                isComplete = false
                continue
            }
            order.place(
                match.entry.manifest, at: use.place, isGuessed: !match.isExact, &reading)
            kinds.insert(match.entry.manifest.kind)
            if match.isExact, let stage = stage(match.entry, use, &reading) { stages.append(stage) }
        }
        if isComplete { checkKinds(kinds, at: entry.place, &reading) }
        return stages
    }

    /// Reports the kinds that a pipeline needs and the list lacks.
    private func checkKinds(
        _ kinds: Set<StageKind>, at place: Place, _ reading: inout ConfigReading
    ) {
        for kind in [StageKind.reader, .extractor, .emitter] where !kinds.contains(kind) {
            let example = catalog.map(\.manifest).first { $0.kind == kind }
            let advice = example.map { ", such as “\($0.name)”" } ?? ""
            reading.report("the list has no \(kind): a pipeline needs one\(advice)", at: place)
        }
    }

    /// The entry that `use` names, else the one it most likely means, so that one wrong letter does
    /// not make the rest of the list look wrong.
    private func entry(
        for use: Use, _ reading: inout ConfigReading
    ) -> (entry: StageEntry, isExact: Bool)? {
        if let entry = catalog.first(where: { $0.manifest.name.rawValue == use.name }) {
            return (entry, true)
        }
        // Its own diagnostic stands where the plugin is declared.
        if declared.contains(use.name) { return nil }
        let names = catalog.map(\.manifest.name.rawValue)
        reading.report(
            unknown("stage", use.name, among: names, otherwise: "“quipu stages” lists them"),
            at: use.place)
        guard let nearest = nearest(to: use.name, among: names) else { return nil }
        return catalog.first { $0.manifest.name.rawValue == nearest }.map { ($0, false) }
    }

    private func stage(
        _ entry: StageEntry, _ use: Use, _ reading: inout ConfigReading
    ) -> Made? {
        let manifest = entry.manifest
        let input = manifest.inputSetting.flatMap { name in
            inputs.isEmpty ? nil : manifest.settings.first { $0.name == name }
        }
        let given = use.settings.filter { $0.key != input?.name }
        var object = reading.settings(in: given, of: "“\(use.name)”", manifest.settings)
        guard given.allSatisfy({ object[$0.key] != nil }) else { return nil }
        if let input {
            if case .list = input.type {
                object[input.name] = inputs
            } else if let only = inputs.first, inputs.count == 1 {
                object[input.name] = only
            } else {
                reading.report("“\(use.name)” reads one input, not \(inputs.count)", at: use.place)
                return nil
            }
        }
        do {
            let settings = object.json
            return Made(
                stage: try entry.make(settings: settings, resources: resources),
                line: "\(use.name) \(String(decoding: settings, as: UTF8.self))")
        } catch {
            reading.report(error, of: use.name, at: use.place)
            return nil
        }
    }
}

// MARK: Items

extension StageList {
    private func use(_ item: ConfigNode, _ reading: inout ConfigReading) -> Use? {
        if let name = item.text { return Use(name: name, settings: [], place: item.place) }
        guard let entries = item.group, let first = entries.first else {
            reading.report(
                "a stage is a name, or one name with its settings, not \(item.given)",
                at: item.place)
            return nil
        }
        for entry in entries.dropFirst() {
            reading.report(misplaced(entry, after: first), at: entry.place)
        }
        switch first.value.content {
        case .nothing: return Use(name: first.key, settings: [], place: first.place)
        case .group(let settings):
            return Use(name: first.key, settings: settings, place: first.place)
        case .scalar, .list:
            reading.report(
                "the settings of \(quoted(first.key)) are a group of keys, not "
                    + first.value.given, at: first.value.place)
            // Its place in the list is still checked.
            return Use(name: first.key, settings: [], place: first.place)
        }
    }

    /// What to say of a second key in the item of one stage.
    private func misplaced(_ entry: ConfigNode.Entry, after first: ConfigNode.Entry) -> String {
        let stage = catalog.first { $0.manifest.name.rawValue == first.key }?.manifest
        if stage?.settings.contains(where: { $0.name == entry.key }) == true {
            return "“\(entry.key)” is a setting of “\(first.key)”: indent it further than the name"
        }
        if catalog.contains(where: { $0.manifest.name.rawValue == entry.key }) {
            return "an item of the list is one stage: put “- ” before “\(entry.key)”"
        }
        return "an item of the list is one stage: \(quoted(entry.key)) is neither a stage nor a "
            + "setting of \(quoted(first.key))"
    }
}
