import CodeLists
import Dispatch
import DocumentModel
@testable import ExternalStages
import Foundation
import Lexicons
import StageKit
import Synchronization
import Testing

/// Whether this machine has what the plugins of these tests are written in.
let hasPython: Bool = {
    let isThere =
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }
    if !isThere { print("ExternalStagesTests: skipped, there is no python3 here") }
    return isThere
}()

/// A plugin in a folder of its own, which goes when this does.
final class TestPlugin: Sendable {
    private static let manifest = """
        {"name": "tag-tests", "summary": "Does as the text says.", "provides": "tests",
         "reads": ["ages"], "settings": [
            {"name": "word", "type": "string", "default": "pearl", "help": "What is tagged."},
            {"name": "minimum", "type": "integer", "default": 2, "least": 1, "greatest": 9}]}
        """

    let folder: String
    private let lines = Mutex<[String]>([])
    private let command: [String]

    /// - Parameters:
    ///   - manifest: What is printed with `--manifest`.
    ///   - body: Python: a function `answer(text, request)`, which gives the mentions. Without it
    ///     the plugin has nothing but its manifest.
    init(manifest: String = TestPlugin.manifest, _ body: String? = TestPlugin.standard) throws {
        folder =
            FileManager.default.temporaryDirectory
            .appending(path: "quipu-plugin-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let program = folder + "/plugin.py"
        let printed = folder + "/manifest.json"
        try manifest.write(toFile: printed, atomically: true, encoding: .utf8)
        if let body {
            command = ["python3", "-E", "-S", program, folder]
            try (Self.opening + body + Self.loop).write(
                toFile: program, atomically: true, encoding: .utf8)
        } else {
            command = ["sh", "-c", "cat \"$0\"", printed]
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// What the plugin wrote to its standard error.
    var log: [String] { lines.withLock(\.self) }

    /// The lines of a file the plugin wrote.
    func note(_ name: String) -> [String] {
        let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    func entry(
        timeout: Double = 20, reserving reserved: Set<LayerName> = [],
        _ adjust: (inout PluginLimits) -> Void = { _ in }
    ) throws(StageError) -> StageEntry {
        var limits = PluginLimits(timeoutSeconds: timeout)
        limits.pause = .milliseconds(1)
        adjust(&limits)
        let declaration = PluginDeclaration(
            name: "tag-tests", command: command, timeoutSeconds: timeout)
        return try externalEntry(for: declaration, within: limits, reserving: reserved) {
            [self] line in
            lines.withLock { $0.append(line) }
        }
    }

    func stage(
        settings: String = "{}", timeout: Double = 20,
        _ adjust: (inout PluginLimits) -> Void = { _ in }
    ) throws -> ExternalStage {
        let resources = StageResources(
            lexicons: Lexicons(byLanguage: [:]), codeLists: CodeLists(tables: [:]))
        let stage = try entry(timeout: timeout, adjust)
            .make(settings: Data(settings.utf8), resources: resources)
        return try #require(stage as? ExternalStage)
    }
}

extension TestPlugin {
    private static let opening = """
        import json, os, sys, time

        folder, settings = sys.argv[1], {}

        def note(name, text):
            with open(folder + "/" + name, "a") as file:
                file.write(str(text) + "\\n")

        def say(line):
            print(line, flush=True)


        """

    /// Tags each word that is the setting's, or does as the first word of the text says.
    static let standard = """
        def answer(text, request):
            verb, _, rest = text.partition(" ")
            if verb == "crash":
                print("no more pearls", file=sys.stderr, flush=True)
                os._exit(3)
            if verb == "hang":
                import subprocess
                child = subprocess.Popen(["sleep", "60"])
                note("pids", os.getpid())
                note("pids", child.pid)
                time.sleep(60)
            if verb == "garbage":
                say(rest)
            if verb == "huge":
                say("x" * int(rest))
            if verb == "chatter":
                say(json.dumps({"id": request["id"], "mentions": []}))
                say("and one more thing")
                time.sleep(60)
            if verb == "decline":
                return {"id": request["id"],
                        "error": {"code": "unsupported", "message": "reads no such texts"}}
            if verb == "mention":
                start, end = rest.split()[:2]
                return [{"start": int(start), "end": int(end), "value": {"number": 1}}]
            if verb == "echo":
                return [{"start": 0, "end": 4, "value": {"text": json.dumps(
                    {"document": request["document"], "settings": settings}, sort_keys=True)}}]
            if verb == "meet":
                note("met", os.getpid())
                while len(open(folder + "/met").readlines()) < 2:
                    time.sleep(0.01)
            found, raw, word = [], text.encode(), settings["word"].encode()
            start = raw.find(word)
            while start >= 0:
                found.append({"start": start, "end": start + len(word), "value": {
                    "code": word.decode().upper(), "number": len(found) + 1}})
                start = raw.find(word, start + 1)
            return list(reversed(found))


        """

    private static let loop = """


        if "--manifest" in sys.argv:
            print(open(folder + "/manifest.json").read())
            sys.exit()
        note("starts", os.getpid())
        for line in sys.stdin.buffer:
            request = json.loads(line)
            if "open" in request:
                settings = request["open"]["settings"]
                if settings.get("word") == "nothing":
                    say(json.dumps({"id": 0, "error": {"code": "malformedInput",
                        "message": "“word” is nothing: give it another value"}}))
                else:
                    say(json.dumps({"id": 0, "ready": True}))
                continue
            reply = answer(request["document"]["text"], request)
            say(json.dumps(
                reply if isinstance(reply, dict) else {"id": request["id"], "mentions": reply}))

        """
}

extension Document {
    init(_ text: String, title: String? = nil) {
        self.init(
            location: PageLocation(rawValue: "example"),
            metadata: DocumentMetadata(title: title, declaredLanguage: .english),
            text: Array(text.utf8), offsets: .identity(length: text.utf8.count), zones: [])
    }
}

/// Whether none of the processes runs, at once or shortly: one may still wait to be reaped by
/// whoever adopted it.
func areGone(_ pids: [String]) -> Bool {
    let isGone = { (pid: String) in
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
            return true
        }
        return status.split(separator: " ").dropFirst(2).first == "Z"
    }
    for _ in 0..<500 {
        if pids.allSatisfy(isGone) { return true }
        usleep(10_000)
    }
    return false
}

/// Calls `body` with 0, 1, … on as many threads at once, whatever the number of processors.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Int) throws -> [Int] {
    let results = Mutex<[Result<Int, any Error>]>([])
    let isDone = DispatchSemaphore(value: 0)
    for index in 0..<count {
        Thread.detachNewThread {
            let result = Result { try body(index) }
            results.withLock { $0.append(result) }
            isDone.signal()
        }
    }
    for _ in 0..<count { isDone.wait() }
    return try results.withLock(\.self).map { try $0.get() }.sorted()
}
