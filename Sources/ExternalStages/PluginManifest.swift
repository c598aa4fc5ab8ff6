import DocumentModel
import Foundation
import StageKit

/// What a plugin says of itself, as it prints it when it is run with the argument `--manifest`.
///
/// One JSON object on the standard output, then exit status 0:
///
/// ```json
/// {
///   "name": "tag-ships",
///   "summary": "Finds the names of vessels.",
///   "provides": "ships",
///   "reads": ["sentences"],
///   "settings": [
///     {"name": "minimum", "help": "The fewest letters a name has.",
///      "type": "integer", "default": 2, "least": 1, "greatest": 40}
///   ],
///   "examples": [
///     {"text": "The vessel ⟦Aurora⟧ was boarded.", "language": "en", "reads": ["AURORA"]}
///   ]
/// }
/// ```
///
/// - `summary` and `provides` must be there; `provides` is the one layer the plugin attaches, and
///   none of Quipu's own.
/// - `name`, where it is there, is the name the pipeline file gives.
/// - `kind` is `"tagger"`, the default, or `"relator"`, which stands after all taggers.
/// - `reads` are the layers the plugin is sent; by default none.
/// - A setting's `type` is `integer`, `number`, `string`, `boolean`, or a list of one of these:
///   `"list of string"`. A string may have `choices`, a number `least` and `greatest`. Without a
///   `default` it is 0, the empty string, false, the empty list, the first choice or the least.
/// - An example marks in ⟦brackets⟧ what is found in its text; `reads` gives what is read there:
///   code, number and text of each mention, those that are there, parted by blanks.
/// - `rules` may list objects of `id` and `summary`, for the reference.
///
/// Unknown keys are passed over.
struct PluginManifest: Sendable {
    private let name: String?
    private let kind: StageKind
    private let summary: String
    private let reads: [String]
    private let provides: [String]
    private let settings: [PluginSetting]
    private let examples: [PluginExample]
    private let rules: [RuleDescription]
}

extension PluginManifest {
    /// Runs the plugin with `--manifest` and reads what it prints.
    init(printedBy program: PluginProgram) throws(StageError) {
        let process: PluginProcess
        let printed: [UInt8]
        do throws(PluginFailure) {
            process = try PluginProcess(
                program.command + ["--manifest"], log: { program.log("\(program.name): \($0)") })
            process.closeInput()
            printed = try process.everything(
                within: program.limits.startTimeout, limit: program.limits.answerLength)
        } catch {
            throw error.stageError(of: program, doing: "printing its manifest")
        }
        let ending = process.end(within: .seconds(2))
        guard ending == .exited(0) else {
            throw StageError(
                .unavailable,
                "“\(program.name)” fails when it is run with --manifest (\(ending))"
                    + (process.lastLogLine.map { ": it says “\($0.excerpt)”" }
                        ?? ": mend the plugin"))
        }
        do {
            self = try JSONDecoder().decode(PluginManifest.self, from: Data(printed))
        } catch {
            let phrase = (error as? DecodingError)?.phrase ?? "it cannot be read"
            throw program.name.malformedManifest(phrase)
        }
    }

    /// The manifest as pipelines are checked against it.
    func manifest(
        of stage: StageName, reserving reserved: Set<LayerName>
    ) throws(StageError) -> StageManifest {
        if let name, name != stage.rawValue {
            throw stage.malformedManifest(
                "the plugin calls itself “\(name)”: give it that name in the pipeline file")
        }
        guard kind == .tagger || kind == .relator else {
            throw stage.malformedManifest("“kind” is \(kind.rawValue), not tagger or relator")
        }
        guard let layer = provides.first, provides.count == 1 else {
            throw stage.malformedManifest("“provides” names \(provides.count) layers, not one")
        }
        for name in reads + provides where !name.isLayerName {
            throw stage.malformedManifest(
                "“\(name)” is not the name of a layer: lower case letters, digits and hyphens")
        }
        guard !reserved.contains(LayerName(rawValue: layer)) else {
            throw StageError(
                .unsupported,
                "“\(stage)” provides “\(layer)”, a layer of Quipu's own: give the plugin's layer "
                    + "another name")
        }
        var infos: [SettingInfo] = []
        for setting in settings {
            guard !infos.contains(where: { $0.name == setting.name }) else {
                throw stage.malformedManifest("the setting “\(setting.name)” is declared twice")
            }
            guard let info = setting.info else {
                throw stage.malformedManifest(
                    "the setting “\(setting.name)” has a type, a default and bounds that do not "
                        + "go together")
            }
            infos.append(info)
        }
        var shown: [StageExample] = []
        for example in examples {
            guard let example = example.example else {
                throw stage.malformedManifest("an example has a bracket ⟦ or ⟧ without its pair")
            }
            shown.append(example)
        }
        return StageManifest(
            name: stage, kind: kind, summary: summary, reads: Set(reads.map(LayerName.init)),
            provides: [LayerName(rawValue: layer)], settings: infos, examples: shown,
            rules: rules, inputSetting: nil)
    }

    /// All settings, each with its default or what `given`, a JSON object, says.
    func settings(overlaidWith given: Data) throws -> [String: JSONValue] {
        let given = try JSONDecoder().decode([String: JSONValue].self, from: given)
        let defaults = settings.map { ($0.name, $0.defaultValue) }
        return Dictionary(defaults) { first, _ in first }.merging(given) { _, given in given }
    }
}

extension PluginManifest: Decodable {
    private enum Key: CodingKey {
        case name, kind, summary, reads, provides, settings, examples, rules
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        kind = try container.decodeIfPresent(StageKind.self, forKey: .kind) ?? .tagger
        summary = try container.decode(String.self, forKey: .summary)
        reads = try container.decodeIfPresent([String].self, forKey: .reads) ?? []
        let provided = try container.decode(JSONValue.self, forKey: .provides)
        if case .string(let layer) = provided {
            provides = [layer]
        } else {
            provides = try container.decode([String].self, forKey: .provides)
        }
        settings = try container.decodeIfPresent([PluginSetting].self, forKey: .settings) ?? []
        examples = try container.decodeIfPresent([PluginExample].self, forKey: .examples) ?? []
        rules = try container.decodeIfPresent([RuleDescription].self, forKey: .rules) ?? []
    }
}

extension StageName {
    fileprivate func malformedManifest(_ phrase: String) -> StageError {
        StageError(.malformedInput, "the manifest of “\(self)” is malformed: \(phrase)")
    }
}

extension String {
    fileprivate var isLayerName: Bool {
        !isEmpty
            && utf8.allSatisfy {
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "-")
            }
    }
}

/// An example, as a manifest gives it.
private struct PluginExample: Decodable, Sendable {
    let text: String
    let language: LanguageCode?
    let reads: [String]

    /// Nil where brackets do not pair.
    var example: StageExample? {
        var depth = 0
        for character in text {
            depth += character == "⟦" ? 1 : character == "⟧" ? -1 : 0
            guard depth >= 0 else { return nil }
        }
        guard depth == 0 else { return nil }
        return StageExample(MarkedText(text), in: language ?? .english, reads: reads)
    }
}
