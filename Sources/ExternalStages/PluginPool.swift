import Foundation
import StageKit

/// The processes of one plugin: started when they are needed, used again, restarted when they fail.
///
/// Each worker that asks gets a process of its own, up to a limit; beyond it workers wait. All
/// mutable state is behind `condition`; a process in use belongs to the worker that has it.
final class PluginPool: @unchecked Sendable {
    private let program: PluginProgram
    private let settings: [String: JSONValue]
    private let condition = NSCondition()
    private var idle: [PluginProcess] = []
    private var processCount = 0
    /// The failures of the last window, oldest first.
    private var failures: [(time: ContinuousClock.Instant, error: StageError)] = []

    init(_ program: PluginProgram, settings: [String: JSONValue]) {
        self.program = program
        self.settings = settings
    }

    deinit {
        // First all inputs, so that the processes end side by side.
        idle.forEach { $0.closeInput() }
    }

    /// What a plugin answers about `document`: mentions, never an error.
    ///
    /// - Throws: ``StageError`` where it answers an error, or does not answer. A document is asked
    ///   about once: what stopped one process would stop the next.
    func answer(about document: DocumentMessage) throws(StageError) -> PluginAnswer {
        let process = try process()
        let answer: PluginAnswer
        do throws(PluginFailure) {
            answer = try process.answer(
                to: PluginRequest(id: process.requestCount, document: document),
                within: program.limits.timeout, limit: program.limits.answerLength)
            guard answer.error != nil || answer.mentions != nil else {
                throw .garbled("it has neither “mentions” nor “error”")
            }
        } catch {
            throw discard(process, after: error, doing: "reading a document")
        }
        takeBack(process)
        if let error = answer.stageError(from: program.name) { throw error }
        return answer
    }

    /// A process that is ready and no other worker's.
    private func process() throws(StageError) -> PluginProcess {
        while true {
            condition.lock()
            while idle.isEmpty, processCount >= program.limits.processes { condition.wait() }
            if let process = idle.popLast() {
                condition.unlock()
                if process.isInStep { return process }
                // No document is to blame, so the next process gets the one at hand.
                _ = discard(process, after: .ended(process.end()), doing: "waiting")
                continue
            }
            forgetOldFailures()
            let failureCount = failures.count
            if failureCount > program.limits.restarts, let last = failures.last {
                condition.unlock()
                throw StageError(
                    .unavailable,
                    "“\(program.name)” has failed \(failureCount) times in a short while and is "
                        + "left alone for now; last: \(last.error.message)")
            }
            processCount += 1
            condition.unlock()
            return try start(after: failureCount)
        }
    }

    /// Starts a process that has already been counted.
    private func start(after failureCount: Int) throws(StageError) -> PluginProcess {
        if failureCount > 0 {
            let pause = program.limits.pause * (1 << (2 * (failureCount - 1)))
            Thread.sleep(forTimeInterval: pause / .seconds(1))
        }
        var started: PluginProcess?
        do throws(PluginFailure) {
            let program = program
            let process = try PluginProcess(program.command) {
                program.log("\(program.name): \($0)")
            }
            started = process
            let answer = try process.answer(
                to: PluginRequest(id: 0, open: PluginRequest.Opening(settings: settings)),
                within: program.limits.startTimeout, limit: program.limits.answerLength)
            guard let error = answer.stageError(from: program.name) else { return process }
            throw .refused(error)
        } catch {
            throw discard(started, after: error, doing: "starting")
        }
    }

    private func takeBack(_ process: PluginProcess) {
        condition.lock()
        idle.append(process)
        condition.signal()
        condition.unlock()
    }

    /// Ends the process and makes room for another.
    private func discard(
        _ process: PluginProcess?, after failure: PluginFailure, doing activity: String
    ) -> StageError {
        process?.end(within: failure.grace)
        let error = failure.stageError(of: program, doing: activity)
        condition.lock()
        defer { condition.unlock() }
        processCount -= 1
        // A time-out brakes itself: it cannot come more often than the deadline allows.
        if case .timedOut = failure {} else { failures.append((.now, error)) }
        condition.signal()
        return error
    }

    private func forgetOldFailures() {
        let start = ContinuousClock.now - program.limits.restartWindow
        failures.removeAll { $0.time < start }
    }
}

extension PluginProcess {
    /// Makes the request, which has the number `requestCount`, and reads the answer.
    fileprivate func answer(
        to request: PluginRequest, within timeout: Duration, limit: Int
    ) throws(PluginFailure) -> PluginAnswer {
        let line: [UInt8]
        do {
            line = try request.line()
        } catch {
            preconditionFailure("layers and settings can be written as JSON")
        }
        let answer = try PluginAnswer(
            self.answer(to: line, within: timeout, limit: limit), to: request.id)
        requestCount = request.id + 1
        return answer
    }
}

extension PluginFailure {
    /// What hangs gets no moment to end by itself.
    fileprivate var grace: Duration {
        if case .timedOut = self { .zero } else { .milliseconds(250) }
    }
}
