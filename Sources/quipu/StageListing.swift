import DocumentModel
import PipelineConfig
import StageKit

/// Stages as text for a terminal.
enum StageListing {
    /// One line a stage: name, kind, summary.
    static func table(of stages: [StageManifest]) -> String {
        let name = stages.map(\.name.rawValue.count).max() ?? 0
        let kind = stages.map(\.kind.rawValue.count).max() ?? 0
        return stages.map { stage in
            "\(stage.name.rawValue.padded(to: name))  \(stage.kind.rawValue.padded(to: kind))  "
                + stage.summary + "\n"
        }.joined()
    }

    /// All there is to know about one stage.
    static func page(of stage: StageManifest) -> String {
        var lines = ["\(stage.name), \(stage.kind)", "", "  \(stage.summary)"]
        let layers = [("Reads", stage.reads), ("Provides", stage.provides)]
            .filter { !$0.1.isEmpty }
            .map { "  \($0.0): \($0.1.map(\.rawValue).sorted().joined(separator: ", "))" }
        if !layers.isEmpty { lines += [""] + layers }
        if !stage.settings.isEmpty { lines += ["", "SETTINGS:"] + stage.settings.flatMap(setting) }
        if !stage.rules.isEmpty {
            lines += ["", "RULES:"] + stage.rules.map { "  \($0.id): \($0.summary)" }
        }
        if !stage.examples.isEmpty { lines += ["", "EXAMPLES:"] + stage.examples.map(example) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func setting(_ info: SettingInfo) -> [String] {
        let bounds = info.bounds.map { ", \($0)" } ?? ""
        let value = info.value.isEmpty ? "\"\"" : info.value
        return [
            "  \(info.name): \(value)", "      \(info.help) Takes \(info.type.phrase)\(bounds).",
        ]
    }

    private static func example(_ example: StageExample) -> String {
        let text = "  [\(example.language)] \(example.text.marked.onOneLine)  →  "
        switch example.outcome {
        case .values(let values):
            return text + (values.isEmpty ? "nothing" : values.joined(separator: ", "))
        case .text(let rest):
            return text + (rest.isEmpty ? "nothing" : rest.onOneLine)
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    fileprivate var onOneLine: String {
        replacing("\n", with: "⏎").replacing("\t", with: "⇥")
    }
}
