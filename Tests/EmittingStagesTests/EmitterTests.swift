import CodeLists
import DocumentModel
@testable import EmittingStages
import Foundation
import Lexicons
import StageKit
import StageTesting
import Testing

@Suite struct EmitterTests {
    private let resources = StageResources(
        lexicons: Lexicons(byLanguage: [:]),
        codeLists: CodeLists(tables: [
            "sex": CodeTable(
                columns: ["code", "label_en"], rows: [["F", "Female"], ["M", "Male"]])
        ]))

    private func rows(_ id: String, title: String) -> DocumentRows {
        let document = Document(
            location: PageLocation(rawValue: "\(id).txt"),
            metadata: DocumentMetadata(
                url: "https://www.example.org/\(id)", title: title, publishedDate: "2008-07"),
            text: [], offsets: OffsetMap(), zones: [])
        return DocumentRecord(
            documentID: id, sourceFile: "\(id).txt", byteCount: 7, textSHA256: "feed",
            toolVersion: "1+x", document: document
        ).rows()
    }

    private func emit(_ emitter: some Emitter, into folder: String) throws(RunError) {
        let writer = try emitter.writer(into: folder)
        try writer.write(rows("00000000000000aa", title: "Plain"))
        try writer.write(rows("00000000000000bb", title: "“Five”, said \"she\""))
        try writer.finish(DatasetSummary(tables: [:], provenance: ["tool": "1+x"]))
    }

    @Test func writesTablesAsTheyAreDeclared() throws {
        let folder = try TemporaryFolder()
        try emit(CSVEmitter(settings: .init(), resources: resources), into: folder.path)
        #expect(
            try folder.text(of: "documents.csv") == """
                doc_id,source_file,url,site,publisher_org_id,lang,title,published_date,\
                published_date_source,template,is_listing,body_start,body_end,n_bytes_raw,\
                text_sha256,near_dup_cluster,n_observations,n_warnings,tool_version
                00000000000000aa,00000000000000aa.txt,https://www.example.org/00000000000000aa,\
                example.org,,und,Plain,2008-07,NONE,,false,0,0,7,feed,,0,0,1+x
                00000000000000bb,00000000000000bb.txt,https://www.example.org/00000000000000bb,\
                example.org,,und,"“Five”, said ""she""\",2008-07,NONE,,false,0,0,7,feed,,0,0,1+x

                """)
        #expect(try folder.text(of: "codelists/sex.csv") == "code,label_en\nF,Female\nM,Male\n")
        let package = try folder.text(of: "datapackage.json")
        let json = try JSONSerialization.jsonObject(with: Data(package.utf8)) as? [String: Any]
        let resources = json?["resources"] as? [[String: Any]] ?? []
        #expect(resources.count == datasetSchemas.count + 1)
        #expect(
            try resources[0]["bytes"] as? Int == folder.text(of: "documents.csv").utf8.count)
        #expect(package.contains("\"hxl:tag\": \"#meta+id+doc\""))
    }

    @Test func writesTheSameBytesAgain() throws {
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        for folder in [first, second] {
            try emit(CSVEmitter(settings: .init(), resources: resources), into: folder.path)
        }
        for name in ["documents.csv", "observations.csv", "datapackage.json"] {
            #expect(try first.text(of: name) == second.text(of: name))
        }
    }

    @Test func writesJSONLines() throws {
        let folder = try TemporaryFolder()
        try emit(JSONLinesEmitter(settings: .init(), resources: resources), into: folder.path)
        let lines = try folder.text(of: "documents.jsonl").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[1].contains(#""title":"“Five”, said \"she\"""#))
        #expect(!lines[1].contains("template"))
        #expect(try folder.text(of: "observations.jsonl") == "")
    }

    // RFC 4180: quotes where a cell holds a comma, quote or line end, and nowhere else.
    @Test(arguments: [
        (Cell.text("a b"), "a b"), (.text("a,b"), "\"a,b\""),
        (.text("say \"a\""), "\"say \"\"a\"\"\""),
        (.text("a\nb"), "\"a\nb\""), (.text("a;b"), "a;b"), (.null, ""), (.boolean(true), "true"),
        (.integer(-3), "-3"), (.number(3), "3"), (.number(2.5), "2.5"),
        (.number(1e18), "1000000000000000000"),
        (.number(1.5e-7), "0.00000015"), (.number(-1.25e20), "-125000000000000000000"),
        (.number(.nan), ""), (.number(0.1), "0.1"),
    ])
    func writesCells(cell: Cell, expected: String) {
        var bytes: [UInt8] = []
        CSVEncoding.append([cell], to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == expected + "\n")
    }

    // Every write is checked: a full disk must not pass for success.
    @Test func reportsAFullDisk() throws {
        let folder = try TemporaryFolder()
        for schema in datasetSchemas {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(schema.name).csv", withDestinationPath: "/dev/full")
        }
        let emitter = CSVEmitter(settings: .init(), resources: resources)
        let error = #expect(throws: RunError.self) { try emit(emitter, into: folder.path) }
        #expect(error?.code == .inputOutput)
        #expect(error?.message.contains("documents.csv") == true)
    }

    @Test func reportsAFolderThatIsNotThere() {
        let emitter = CSVEmitter(settings: .init(), resources: resources)
        let error = #expect(throws: RunError.self) {
            _ = try emitter.writer(into: "/no/such/folder")
        }
        #expect(error?.message.contains("/no/such/folder/documents.csv") == true)
    }
}
