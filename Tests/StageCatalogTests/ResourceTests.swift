import CodeLists
import Lexicons
import Testing

/// What is said of a lexicon or a code list that cannot be read, and how cells are read.
@Suite struct ResourceTests {
    @Test(arguments: [
        ("", "the file is empty"),
        ("relations: {}", "lacks “language”"),
        ("language:\n  functionWords: 3", "2: “language.functionWords” must be a list of words"),
        ("language:\n  functionWords: [of, [to]]", "2: “language.functionWords” must be a word"),
        ("language: [of]", "1: “language” must hold keys and values"),
        ("language:\n  functionWords: [of", "2: a list is not closed"),
        ("language:\n  functionWords: [of\n    to]\n  functionWords: [a]", "4: “language” holds"),
        ("# words\nlanguage:\n  functionWords: [\"of, to]", "3: a quote is not closed"),
        ("language: &words [of]", "1: a word that starts with a sign wants quotes"),
        ("language:\n  functionWords: [of]\n abbreviations: [x]", "3: a line is indented"),
    ])
    func saysWhereALexiconIsWrong(yaml: String, expected: String) {
        let error = #expect(throws: LexiconError.self) { try Lexicon(yaml: yaml) }
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        ("# source\ncode,name\nA\n", "list.csv:3: 1 cells under 2 columns"),
        ("code,name\nA,\"one\nB,two\n", "list.csv:2: a quote is not closed"),
        ("code\n\nA\nB,b\n", "list.csv:4: 2 cells under 1 columns"),
    ])
    func saysWhereACodeListIsWrong(csv: String, expected: String) {
        let error = #expect(throws: CodeListError.self) {
            try CodeTable(csv: Array(csv.utf8), named: "list.csv")
        }
        #expect(error?.message == expected)
    }

    @Test(arguments: [
        ("# source\ncode,name\nA,one\n", [["A", "one"]]),
        ("code,name\r\nA,one\r\n\r\nB,", [["A", "one"], ["B", ""]]),
        ("code,name\nA,\"one, \"\"two\"\"\nthree\"\n", [["A", "one, \"two\"\nthree"]]),
        ("code,name\n\"\",x\n#,y", [["", "x"], ["#", "y"]]),
        ("\u{FEFF}code,name\n", []),
    ])
    func readsCells(csv: String, expected: [[String]]) throws {
        let table = try CodeTable(csv: Array(csv.utf8), named: "list.csv")
        #expect(table.columns == ["code", "name"])
        #expect(table.rows == expected)
        #expect(table["name"] == expected.map { $0[1] })
        #expect(CodeTable(columns: table.columns, rows: expected).rows == expected)
    }
}
