import DocumentModel
import Foundation
import PipelineConfig
import StageKit
import Testing

@Suite struct ReferenceTests {
    private static let tables = [
        TableSchema(
            "figures", "One figure a row.",
            [
                Column("figure_id", .string, required: true, hxl: "#meta+id", "Its key."),
                Column("doc_id", .string, required: true, references: "documents"),
                Column("sex", .string, codeList: "sex", isList: true, "The sex | sexes."),
                Column("kind", .string, choices: ["ONE", "MANY"], "How many."),
            ])
    ]

    @Test(arguments: [
        "| [`tag-tens`](#tag-tens) | tagger | Tags tens. |",
        "## tag-tens\n\nTags tens.\n\nKind: tagger.\n\nProvides: tens.\n",
        "| `least` | `10` | a whole number, 1–100 | The least number tagged. |",
        "| `share` | `0.5` | a number, 0–1 | The share kept. |",
        "| `except` | `[]` | a list of texts | Words that are passed over. |",
        "| `years` | `[2000,2001]` | a list of whole numbers | The years looked at. |",
        "| `delimiter` | `comma` | “comma”, “semicolon” or “tab” | What parts the cells. |",
        "- `⟦10⟧ \\| more` (en) → `10`",
        "Rules:\n\n- `sum-of-pair`: Two tens side by side.",
        "`quipu run --input` fills `box`.",
        "| `folder` | `output` | a text |",
        "| `timeoutSeconds` | `30` | a number, 0.1–3600 |",
        "## figures\n\nOne figure a row.\n\nKey: `figure_id`.",
        "| `figure_id` | string | no |  | `#meta+id` | Its key. |",
        "| `doc_id` | string | no | key of `documents` |  |  |",
        "| `sex` | string | yes | code list `sex`; several joined by `;` |  | The sex \\| sexes. |",
        "| `kind` | string | yes | `ONE`, `MANY` |  | How many. |",
    ])
    func says(line: String) {
        let text = reference(of: fakeCatalog.map(\.manifest), tables: Self.tables)
        #expect(text.contains(line), "\(text)")
    }

    @Test func isTheSameTwice() throws {
        let stages = fakeCatalog.map(\.manifest)
        #expect(
            reference(of: stages, tables: Self.tables) == reference(of: stages, tables: Self.tables)
        )
        #expect(try schema(of: stages) == schema(of: stages))
    }

    @Test(arguments: [
        (["properties", "output", "properties", "folder", "default"], "output"),
        (
            ["$defs", "stage", "anyOf", "1", "properties", "emit-rows", "description"],
            "Writes rows."
        ),
        (["$defs", "stage", "anyOf", "0", "oneOf", "0", "const"], "read-shelf"),
        (
            [
                "$defs", "stage", "anyOf", "1", "properties", "tag-tens", "properties", "least",
                "anyOf", "0", "maximum",
            ], "100"
        ),
        (
            [
                "$defs", "stage", "anyOf", "1", "properties", "tag-tens", "properties", "years",
                "items", "type",
            ], "integer"
        ),
        (
            [
                "$defs", "stage", "anyOf", "1", "properties", "emit-rows", "properties",
                "delimiter", "anyOf", "0", "enum", "2",
            ], "tab"
        ),
        (["properties", "plugins", "items", "required", "1"], "command"),
        (["properties", "plugins", "items", "properties", "timeoutSeconds", "default"], "30"),
    ])
    func schemaHolds(path: [String], value: String) throws {
        let json = try schema(of: fakeCatalog.map(\.manifest))
        var node: Any? = try JSONSerialization.jsonObject(with: Data(json.utf8))
        for step in path {
            if let list = node as? [Any], let index = Int(step) {
                node = list.indices.contains(index) ? list[index] : nil
            } else {
                node = (node as? [String: Any])?[step]
            }
        }
        #expect(node.map { "\($0)" } == value, "\(path)")
    }

    @Test func schemaWritesNumbersAsTheyAreDeclared() throws {
        let json = try schema(of: fakeCatalog.map(\.manifest))
        #expect(
            json.contains("\"minimum\" : 0.1,") || json.contains("\"minimum\" : 0.1\n"), "\(json)")
        #expect(json.contains("\"default\" : 0.5"))
    }
}
