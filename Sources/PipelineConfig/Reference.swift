package import DocumentModel
package import StageKit

/// The reference of every stage and every dataset, as Markdown. Committed as
/// `Pipelines/REFERENCE.md`.
package func reference(of stages: [StageManifest], tables: [TableSchema]) -> String {
    var lines = [
        "<!-- Made from the program by `quipu reference`. Edit the stage, not this file. -->",
        "", "# Stages", "",
    ]
    lines += table(
        ["stage", "kind", "what it does"],
        stages.map { ["[`\($0.name)`](#\($0.name))", $0.kind.rawValue, cell($0.summary)] })
    lines += stages.flatMap(section)
    lines += fileSection()
    if !tables.isEmpty { lines += ["", "# Datasets"] + tables.flatMap(section) }
    return lines.joined(separator: "\n") + "\n"
}

/// The reference of one stage, as Markdown.
package func reference(of stage: StageManifest) -> String {
    section(stage).dropFirst().joined(separator: "\n") + "\n"
}

// MARK: Stages

private func section(_ stage: StageManifest) -> [String] {
    var lines = ["", "## \(stage.name)", "", stage.summary, "", "Kind: \(stage.kind)."]
    lines += named("Reads", stage.reads) + named("Provides", stage.provides)
    if let input = stage.inputSetting {
        lines += ["", "`quipu run --input` fills `\(input)`."]
    }
    lines += settings(stage.settings)
    if !stage.rules.isEmpty {
        lines += ["", "Rules:", ""]
        lines += stage.rules.map { "- `\($0.id.rawValue)`: \($0.summary)" }
    }
    if !stage.examples.isEmpty {
        lines += ["", "Examples:", ""] + stage.examples.map(item)
    }
    return lines
}

private func named(_ label: String, _ layers: Set<LayerName>) -> [String] {
    guard !layers.isEmpty else { return [] }
    return ["", "\(label): \(layers.map(\.rawValue).sorted().joined(separator: ", "))."]
}

private func settings(_ infos: [SettingInfo]) -> [String] {
    guard !infos.isEmpty else { return [] }
    return [""]
        + table(
            ["setting", "default", "takes", ""],
            infos.map { info in
                let bounds = info.bounds.map { ", \($0)" } ?? ""
                return [
                    code(info.name), info.value.isEmpty ? "empty" : code(info.value),
                    cell(info.type.phrase + bounds), cell(info.help),
                ]
            })
}

private func item(_ example: StageExample) -> String {
    let text = "- \(code(example.text.marked)) (\(example.language))"
    return switch example.outcome {
    case .values(let values):
        "\(text) → \(values.isEmpty ? "nothing" : values.map(code).joined(separator: ", "))"
    case .text(let rest):
        "\(text) → \(rest.isEmpty ? "nothing" : code(rest))"
    }
}

private func fileSection() -> [String] {
    [
        "", "# Pipeline files", "",
        "A pipeline file has `name`, `about`, `plugins`, `stages` and `output`. `${env:NAME}` in a "
            + "value stands for an environment variable; `$${` for `${` itself.",
        "", "## output",
    ] + settings(OutputSettings().infos) + ["", "## plugins", "", "A list; each item has:"]
        + settings(PluginSettings().infos)
}

// MARK: Datasets

private func section(_ schema: TableSchema) -> [String] {
    ["", "## \(schema.name)", "", schema.summary, "", "Key: `\(schema.key.name)`.", ""]
        + table(
            ["column", "type", "null?", "values", "HXL", "meaning"],
            schema.columns.map { column in
                [
                    code(column.name), column.type.rawValue, column.isRequired ? "no" : "yes",
                    values(of: column), column.hxlTag.map(code) ?? "", cell(column.meaning),
                ]
            })
}

private func values(of column: Column) -> String {
    var parts: [String] = []
    if let list = column.codeList { parts.append("code list `\(list)`") }
    if let table = column.foreignTable { parts.append("key of `\(table)`") }
    if !column.choices.isEmpty { parts.append(column.choices.map(code).joined(separator: ", ")) }
    if column.isList { parts.append("several joined by `;`") }
    return parts.joined(separator: "; ")
}

// MARK: Markdown

private func table(_ header: [String], _ rows: [[String]]) -> [String] {
    ([header, header.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
}

private func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
}

/// `text` in a code span, on one line; a line feed shows as ⏎ and a tab as ⇥.
private func code(_ text: String) -> String {
    let line = text.replacing("\n", with: "⏎").replacing("\t", with: "⇥").replacing(
        "|", with: "\\|")
    guard line.contains("`") else { return "`\(line)`" }
    return "`` \(line) ``"
}
