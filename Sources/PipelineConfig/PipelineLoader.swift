import DocumentModel
import Foundation
package import StageKit

/// Makes pipelines from YAML, and says everything that is wrong with one at once.
package struct PipelineLoader: Sendable {
    /// The entry of a stage that a pipeline file declares under `plugins:`.
    package typealias Plugins = @Sendable (PluginDeclaration) throws(StageError) -> StageEntry

    private static let emptyFile = "the file is empty: a pipeline lists at least its stages"
    static let keys = ["name", "about", "plugins", "stages", "output"]

    private let catalog: [StageEntry]
    private let resources: StageResources
    private let environment: [String: String]
    private let plugins: Plugins

    /// - Parameters:
    ///   - catalog: Every stage that a pipeline may name.
    ///   - environment: What `${env:NAME}` is taken from.
    ///   - plugins: Makes an entry of a declaration; its error is reported at the declaration.
    package init(
        catalog: [StageEntry], resources: StageResources,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        plugins: @escaping Plugins = PipelineLoader.noPlugins
    ) {
        self.catalog = catalog
        self.resources = resources
        self.environment = environment
        self.plugins = plugins
    }

    /// Refuses every plugin.
    package static let noPlugins: Plugins = { _ throws(StageError) in
        throw StageError(.unsupported, "stages in other processes are not run here")
    }

    /// The pipeline that `yaml` describes.
    ///
    /// - Parameters:
    ///   - file: The file's path as the user gave it, for diagnostics and the pipeline's name.
    ///   - overrides: What the command line says instead.
    /// - Throws: ``InvalidPipeline`` with a diagnostic for each thing that is wrong, in file order.
    package func load(
        _ yaml: String, file: String, overrides: PipelineOverrides = PipelineOverrides()
    ) throws(InvalidPipeline) -> Pipeline {
        var reading = ConfigReading(file: file, yaml: yaml, environment: environment)
        guard let root = reading.root(of: yaml, orElse: Self.emptyFile),
            let pipeline = pipeline(root, overrides, &reading), reading.isFaultless
        else { throw InvalidPipeline(diagnostics: reading.diagnostics) }
        return pipeline
    }

    private func pipeline(
        _ root: ConfigNode, _ overrides: PipelineOverrides, _ reading: inout ConfigReading
    ) -> Pipeline? {
        guard let entries = root.group else {
            reading.report(
                "a pipeline file is a group of keys, not \(root.given): it has "
                    + listed(Self.keys), at: root.place)
            return nil
        }
        checkKeys(entries, &reading)
        var name = URL(filePath: reading.file).deletingPathExtension().lastPathComponent
        if let entry = entries["name"] { name = text(of: entry, &reading) ?? name }
        if let entry = entries["about"] { _ = text(of: entry, &reading) }
        let declared = declaredPlugins(entries["plugins"], &reading)
        let output = output(entries["output"], overrides, &reading)
        let list = StageList(
            catalog: catalog + declared.entries, declared: declared.names, resources: resources,
            inputs: overrides.inputs)
        let stages = list.stages(entries["stages"], in: root, &reading)
        guard reading.isFaultless else { return nil }
        return Pipeline(name: name, stages, plugins: declared.lines, output)
    }

    private func checkKeys(_ entries: [ConfigNode.Entry], _ reading: inout ConfigReading) {
        let names = catalog.map(\.manifest.name.rawValue)
        for entry in entries where !Self.keys.contains(entry.key) {
            reading.report(
                names.contains(entry.key)
                    ? "“\(entry.key)” is a stage: put it in the list under “stages”"
                    : unknown("key", entry.key, among: Self.keys), at: entry.place)
        }
    }

    private func text(of entry: ConfigNode.Entry, _ reading: inout ConfigReading) -> String? {
        guard entry.value.text != nil else {
            reading.report(
                "“\(entry.key)” takes a text, not \(entry.value.given)",
                at: entry.value.isNothing ? entry.place : entry.value.place)
            return nil
        }
        return reading.text(of: entry.value)?.text
    }

    private func output(
        _ entry: ConfigNode.Entry?, _ overrides: PipelineOverrides, _ reading: inout ConfigReading
    ) -> OutputSettings {
        var object: [String: Any] = [:]
        if let entry {
            if let entries = entry.value.group {
                let kept = entries.filter { $0.key != "folder" || overrides.output == nil }
                object = reading.settings(in: kept, of: "“output”", OutputSettings().infos)
            } else {
                reading.report(
                    "“output” takes a group of keys, not \(entry.value.given): it has "
                        + listed(OutputSettings().infos.map(\.name)), at: entry.place)
            }
        }
        var output = (try? OutputSettings(overlaying: object.json)) ?? OutputSettings()
        output.folder = overrides.output ?? output.folder
        output.replace = overrides.replace || output.replace
        return output
    }
}

// MARK: Plugins

extension PipelineLoader {
    /// The entries of the plugins declared, the names of all, also of those that failed, and a line
    /// for each that says what it runs.
    private func declaredPlugins(
        _ entry: ConfigNode.Entry?, _ reading: inout ConfigReading
    ) -> (entries: [StageEntry], names: [String], lines: [String]) {
        guard let entry else { return ([], [], []) }
        guard let items = entry.value.list else {
            reading.report(
                "“plugins” takes a list, not \(entry.value.given): put “- ” before each plugin",
                at: entry.place)
            return ([], [], [])
        }
        var entries: [StageEntry] = []
        var commands: [String] = []
        var lines: [(name: String, line: Int)] = []
        for item in items {
            guard let group = item.group else {
                reading.report(
                    "a plugin is a group of keys, not \(item.given): it has "
                        + listed(PluginSettings().infos.map(\.name)), at: item.place)
                continue
            }
            let declaration = declaration(group, at: item.place, lines, &reading)
            if let name = group["name"]?.value.text { lines.append((name, item.place.line)) }
            guard let declaration else { continue }
            do {
                entries.append(try plugins(declaration))
                let command = declaration.command.joined(separator: " ")
                commands.append("\(declaration.name) is the plugin \(command)")
            } catch {
                reading.report(error, of: declaration.name.rawValue, at: item.place)
            }
        }
        return (entries, lines.map(\.name), commands)
    }

    private func declaration(
        _ group: [ConfigNode.Entry], at place: Place, _ earlier: [(name: String, line: Int)],
        _ reading: inout ConfigReading
    ) -> PluginDeclaration? {
        let infos = PluginSettings().infos
        let object = reading.settings(in: group, of: "a plugin", infos)
        for key in ["name", "command"] where group[key] == nil {
            reading.report("“\(key)” is missing: a plugin needs a name and a command", at: place)
        }
        guard group.allSatisfy({ object[$0.key] != nil }),
            let settings = try? PluginSettings(overlaying: object.json),
            let name = group["name"], let command = group["command"]
        else { return nil }
        let declaration = PluginDeclaration(settings)
        if !declaration.name.isVerbAndObject {
            reading.report(
                "\(quoted(settings.name)) is not a stage name: it is a verb and its object, as in "
                    + "“tag-something”", at: name.value.place)
        } else if catalog.contains(where: { $0.manifest.name == declaration.name }) {
            reading.report(
                "“\(settings.name)” is a stage of Quipu's own: give the plugin another name",
                at: name.value.place)
        } else if let first = earlier.first(where: { $0.name == settings.name }) {
            reading.report(
                "the plugin “\(settings.name)” is declared twice, first on line \(first.line)",
                at: name.value.place)
        } else if settings.command.first?.isEmpty ?? true {
            reading.report(
                "“command” is empty: it lists the program and its arguments",
                at: command.value.place)
        } else {
            return declaration
        }
        return nil
    }
}
