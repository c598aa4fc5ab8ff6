import Foundation
package import StageKit

/// The JSON Schema (2020-12) of a pipeline file, for editors. Committed as `Pipelines/schema.json`.
///
/// It says what one stage or key may be. What depends on other stages, such as their order, is left
/// to `quipu check`.
package func schema(of stages: [StageManifest]) throws -> String {
    let names: [[String: Any]] = stages.map {
        ["const": $0.name.rawValue, "description": $0.summary]
    }
    let withSettings: [String: Any] = [
        "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
        "properties": properties(stages.map { ($0.name.rawValue, entry($0)) }),
    ]
    let pluginName = "^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)+$"
    let root: [String: Any] = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quipu pipeline",
        "type": "object",
        "additionalProperties": false,
        "required": ["stages"],
        "properties": [
            "name": ["type": "string", "description": "What the pipeline is called."],
            "about": ["type": "string", "description": "What the pipeline is for."],
            "plugins": plugins(named: pluginName),
            "stages": [
                "type": "array", "minItems": 1, "description": "The stages, in order.",
            ],
            "output": group(OutputSettings().infos, "Where the datasets are written."),
        ] as [String: Any],
        // Names of plugins are only good where plugins are declared.
        "if": ["required": ["plugins"]],
        "then": items(["anyOf": [reference("stage"), reference("plugin")]]),
        "else": items(reference("stage")),
        "$defs": [
            "stage": ["anyOf": [["oneOf": names], withSettings]],
            "plugin": [
                "anyOf": [
                    ["type": "string", "pattern": pluginName],
                    [
                        "type": "object", "maxProperties": 1, "additionalProperties": false,
                        "patternProperties": [pluginName: ["type": ["object", "null"]]],
                    ] as [String: Any],
                ]
            ],
            "variable": [
                "type": "string", "pattern": #"\$\{env:[A-Za-z_][A-Za-z0-9_]*\}"#,
                "description": "An environment variable: ${env:NAME}.",
            ],
        ] as [String: Any],
    ]
    let json = try JSONSerialization.data(
        withJSONObject: root, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: json, as: UTF8.self) + "\n"
}

private func plugins(named pattern: String) -> [String: Any] {
    var item = group(PluginSettings().infos, "A stage in another process.")
    item["required"] = ["name", "command"]
    var properties = item["properties"] as? [String: Any] ?? [:]
    for (name, key, value) in [("name", "pattern", pattern as Any), ("command", "minItems", 1)] {
        var property = properties[name] as? [String: Any] ?? [:]
        property[key] = value
        property["default"] = nil
        properties[name] = property
    }
    item["properties"] = properties
    return ["type": "array", "description": "Stages in other processes.", "items": item]
}

private func entry(_ stage: StageManifest) -> [String: Any] {
    var entry = group(stage.settings, stage.summary)
    entry["type"] = ["object", "null"]
    return entry
}

private func group(_ infos: [SettingInfo], _ description: String) -> [String: Any] {
    [
        "type": "object", "description": description, "additionalProperties": false,
        "properties": properties(infos.map { ($0.name, property($0)) }),
    ]
}

private func property(_ info: SettingInfo) -> [String: Any] {
    var type = info.type.schema
    switch info.bounds {
    case .integers(let range):
        type["minimum"] = range.lowerBound
        type["maximum"] = range.upperBound
    case .numbers(let range):
        type["minimum"] = range.lowerBound
        type["maximum"] = range.upperBound
    case nil:
        break
    }
    var property = info.type.takesVariables ? ["anyOf": [type, reference("variable")]] : type
    property["description"] = info.help
    property["default"] = info.type.json(info.value)
    return property
}

private func items(_ item: [String: Any]) -> [String: Any] {
    ["properties": ["stages": ["items": item]]]
}

private func reference(_ name: String) -> [String: Any] {
    ["$ref": "#/$defs/\(name)"]
}

private func properties(_ pairs: [(String, [String: Any])]) -> [String: Any] {
    Dictionary(pairs) { first, _ in first }
}

extension SettingType {
    fileprivate var schema: [String: Any] {
        switch self {
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .string: ["type": "string"]
        case .oneOf(let choices): ["enum": choices]
        case .list(let element): ["type": "array", "items": element.schema]
        }
    }

    /// Whether a variable would otherwise break the type.
    fileprivate var takesVariables: Bool {
        switch self {
        case .integer, .number, .boolean, .oneOf: true
        case .string, .list: false
        }
    }

    /// A value as ``SettingInfo/value`` writes it, for JSON.
    fileprivate func json(_ text: String) -> Any? {
        switch self {
        case .integer: Int(text)
        case .number: Double(text)
        case .boolean: text == "true"
        case .string, .oneOf: text
        case .list: try? JSONSerialization.jsonObject(with: Data(text.utf8))
        }
    }
}
