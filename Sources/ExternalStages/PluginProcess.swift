import Foundation
import Glibc

/// A plugin's process, with its pipes and the process group it leads.
///
/// Used by one thread at a time. The group is killed and the process reaped when this goes.
final class PluginProcess {
    private let pid: pid_t
    /// -1 once closed, as the others.
    private var input: Int32
    private let output: Int32
    private var errors: Int32
    private let log: (String) -> Void
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)
    /// What was read and not yet taken; `searched` bytes of it hold no line end.
    private var unread: [UInt8] = []
    private var searched = 0
    private var logLine: [UInt8] = []
    private var ending: PluginEnding?
    /// What the plugin last wrote to its standard error.
    private(set) var lastLogLine: String?
    /// The number of requests made so far.
    var requestCount = 0

    /// Starts `command`.
    init(_ command: [String], log: @escaping (String) -> Void) throws(PluginFailure) {
        let spawned = try SpawnedProcess(command)
        pid = spawned.pid
        input = spawned.input
        output = spawned.output
        errors = spawned.errors
        self.log = log
    }

    deinit {
        end()
        close(output)
    }

    /// Sends `line` and waits for a line in answer, which is returned without its end.
    func answer(
        to line: [UInt8], within timeout: Duration, limit: Int
    ) throws(PluginFailure) -> [UInt8] {
        let deadline = ContinuousClock.now + timeout
        var sent = 0
        while true {
            if let end = unread[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let answer = Array(unread[..<end])
                unread.removeFirst(end + 1)
                searched = 0
                return answer
            }
            searched = unread.count
            guard unread.count <= limit else { throw .tooLong(limit: limit) }
            // A plugin that never stops talking is never waited for: the clock is asked as well.
            guard let ready = wait(until: deadline, toWrite: sent < line.count),
                ContinuousClock.now < deadline
            else { throw .timedOut(timeout) }
            if ready.errors { drainErrors() }
            if ready.input, !write(line, from: &sent) { throw .ended(end()) }
            if ready.output, !readOutput() { throw .ended(end()) }
        }
    }

    /// Everything the plugin writes until it closes its output.
    func everything(within timeout: Duration, limit: Int) throws(PluginFailure) -> [UInt8] {
        let deadline = ContinuousClock.now + timeout
        while true {
            guard unread.count <= limit else { throw .tooLong(limit: limit) }
            guard let ready = wait(until: deadline, toWrite: false),
                ContinuousClock.now < deadline
            else { throw .timedOut(timeout) }
            if ready.errors { drainErrors() }
            if ready.output, !readOutput() { return unread }
        }
    }

    /// Whether the process runs and has written nothing that was not asked for.
    var isInStep: Bool {
        guard ending == nil, unread.isEmpty else { return false }
        let ready = wait(until: .now, toWrite: false)
        if ready?.errors ?? false { drainErrors() }
        return !(ready?.output ?? false)
    }

    /// Tells the plugin that nothing more will be asked.
    func closeInput() {
        guard input >= 0 else { return }
        close(input)
        input = -1
    }

    /// Ends the process, after a moment to end by itself, and kills what is left of its group.
    @discardableResult
    func end(within grace: Duration = .milliseconds(250)) -> PluginEnding {
        if let ending { return ending }
        closeInput()
        let deadline = ContinuousClock.now + grace
        var hasEnded = SpawnedProcess.hasEnded(pid)
        while !hasEnded, ContinuousClock.now < deadline {
            let ready = wait(until: min(deadline, .now + .milliseconds(5)), toWrite: false)
            if ready?.errors ?? false { drainErrors() }
            // An output at its end would always be ready: the pause is made here instead.
            if ready?.output ?? false, !readOutput() { usleep(2_000) }
            unread.removeAll(keepingCapacity: true)
            hasEnded = SpawnedProcess.hasEnded(pid)
        }
        // Until it is reaped the process holds the group's number, so no other group can get it.
        kill(-pid, SIGKILL)
        let status = SpawnedProcess.reap(pid)
        drainErrors()
        if !logLine.isEmpty { passOn([UInt8(ascii: "\n")]) }
        if errors >= 0 { close(errors) }
        errors = -1
        let reached = hasEnded ? status : .killed
        ending = reached
        return reached
    }
}

// MARK: Pipes

extension PluginProcess {
    private struct Ready {
        let input: Bool
        let output: Bool
        let errors: Bool
    }

    /// Waits until a pipe can be used or is closed at the other end; nil at the deadline.
    private func wait(until deadline: ContinuousClock.Instant, toWrite: Bool) -> Ready? {
        // A negative descriptor is passed over.
        var pipes = [
            pollfd(fd: toWrite ? input : -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        var isLast = false
        while !isLast {
            let left = max(.zero, deadline - .now)
            isLast = left == .zero
            let milliseconds = min(60_000, left / .milliseconds(1))
            let count = poll(&pipes, nfds_t(pipes.count), Int32(milliseconds.rounded(.up)))
            guard count > 0 else { continue }
            return Ready(
                input: pipes[0].revents != 0, output: pipes[1].revents != 0,
                errors: pipes[2].revents != 0)
        }
        return nil
    }

    /// Writes what the pipe takes of `line`; false where the other end is closed.
    private func write(_ line: [UInt8], from sent: inout Int) -> Bool {
        let count = line.withUnsafeBytes { bytes in
            Glibc.write(
                input, UnsafeRawBufferPointer(rebasing: bytes[sent...]).baseAddress,
                bytes.count - sent)
        }
        guard count < 0 else {
            sent += count
            return true
        }
        return errno == EAGAIN || errno == EINTR
    }

    /// Reads what is there of the output; false at its end.
    private func readOutput() -> Bool {
        let count = read(output, &chunk, chunk.count)
        if count > 0 { unread += chunk[..<count] }
        return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
    }

    /// Passes on some of what is there of the log, so that an endless one cannot hold up a deadline.
    private func drainErrors() {
        guard errors >= 0 else { return }
        let count = read(errors, &chunk, chunk.count)
        if count > 0 {
            passOn(chunk[..<count])
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            close(errors)
            errors = -1
        }
    }

    private func passOn(_ bytes: some Collection<UInt8>) {
        for byte in bytes {
            if byte != UInt8(ascii: "\n") { logLine.append(byte) }
            guard byte == UInt8(ascii: "\n") || logLine.count >= 4_096 else { continue }
            let line = String(decoding: logLine, as: UTF8.self).onOneLine
            logLine.removeAll()
            lastLogLine = line
            log(line)
        }
    }
}
