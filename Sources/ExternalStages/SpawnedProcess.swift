import Foundation
import Glibc

/// A process just started: the leader of a process group of its own, at the end of three pipes.
struct SpawnedProcess {
    let pid: pid_t
    /// Our ends of the pipes: closed on exec, not blocking.
    let input: Int32
    let output: Int32
    let errors: Int32

    /// Held while pipes are made and a process starts, so that none gets the pipes of another and
    /// keeps them open.
    private static let starting = NSLock()

    /// A write to a plugin that has ended is to fail, not to end us.
    private static let ignoringBrokenPipes: Void = {
        signal(SIGPIPE, SIG_IGN)
    }()

    init(_ command: [String]) throws(PluginFailure) {
        SpawnedProcess.ignoringBrokenPipes
        SpawnedProcess.starting.lock()
        defer { SpawnedProcess.starting.unlock() }
        var descriptors: [Int32] = []
        for _ in 0..<3 {
            guard let ends = SpawnedProcess.pipe() else {
                let number = errno
                descriptors.forEach { close($0) }
                throw .notStarted(number)
            }
            descriptors += ends
        }
        let theirs = [descriptors[0], descriptors[3], descriptors[5]]
        let ours = [descriptors[1], descriptors[2], descriptors[4]]
        let (number, pid) = SpawnedProcess.spawn(command, theirs)
        theirs.forEach { close($0) }
        guard number == 0 else {
            ours.forEach { close($0) }
            throw .notStarted(number)
        }
        for descriptor in ours {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
        self.pid = pid
        (input, output, errors) = (ours[0], ours[1], ours[2])
    }

    /// The reading and the writing end of a new pipe, both closed on exec and beyond the standard
    /// descriptors, onto which they are copied in the child.
    private static func pipe() -> [Int32]? {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        ends.forEach { close($0) }
        guard !moved.contains(-1) else {
            moved.forEach { close($0) }
            return nil
        }
        return moved
    }

    private static func spawn(
        _ command: [String], _ standard: [Int32]
    ) -> (error: Int32, pid: pid_t) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in standard.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        // What other parts of the program left open across exec: a plugin that outlives us must not
        // hold the lock of a run, say.
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap(Int32.init) where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var pid: pid_t = 0
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }.sorted()
        let error = withCStrings(command) { arguments -> Int32 in
            withCStrings(environment) { variables -> Int32 in
                guard let program = arguments[0] else { return ENOENT }
                return posix_spawnp(
                    &pid, program, &actions, &attributes, arguments, variables)
            }
        }
        return (error, pid)
    }

    /// Calls `body` with an array of C strings that ends with a null pointer.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}

// MARK: Ends

extension SpawnedProcess {
    /// Whether the process has ended and waits to be reaped.
    static func hasEnded(_ pid: pid_t) -> Bool {
        var info = siginfo_t()
        let result = waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT)
        return result != 0 || info.si_signo != 0
    }

    /// Waits for the end of a process that has ended or been killed, so that none stays a zombie.
    static func reap(_ pid: pid_t) -> PluginEnding {
        var status: Int32 = 0
        var result: pid_t
        repeat { result = waitpid(pid, &status, 0) } while result < 0 && errno == EINTR
        guard result == pid else { return .killed }
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
}
