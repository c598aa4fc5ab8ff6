import Foundation

/// Hands out numbered pieces of work to threads and their results back in order.
///
/// Only a window of results is ever under way, so that workers wait for a slow writer and memory
/// stays bounded.
final class WorkQueue<Result: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let count: Int
    private let window: Int
    private let cancellation: Cancellation
    // All below are touched under the condition's lock alone.
    private var next = 0
    private var taken = 0
    private var results: [Int: Result] = [:]
    private var isStopped = false

    init(count: Int, window: Int, cancellation: Cancellation) {
        self.count = count
        self.window = window
        self.cancellation = cancellation
    }

    /// Runs `work` on `threads` threads until all pieces are handed out.
    func start(threads: Int, _ work: @escaping @Sendable (Int) -> Result) {
        for _ in 0..<threads {
            let thread = Thread { [self] in
                while let index = nextIndex() {
                    deliver(work(index), at: index)
                }
            }
            thread.stackSize = 16 << 20
            thread.start()
        }
    }

    /// The result of piece `index`, which is asked for in rising order; nil once the run is to stop.
    func result(at index: Int) -> Result? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if cancellation.isRequested { return nil }
            if let result = results.removeValue(forKey: index) {
                taken = index + 1
                condition.broadcast()
                return result
            }
            // A signal handler cannot wake a waiting thread, so look for it now and then.
            _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1))
        }
    }

    /// Lets threads end after the piece they are at.
    func stop() {
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    private func nextIndex() -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while !isStopped, next < count, next - taken >= window { condition.wait() }
        guard !isStopped, next < count else { return nil }
        defer { next += 1 }
        return next
    }

    private func deliver(_ result: Result, at index: Int) {
        condition.lock()
        results[index] = result
        condition.broadcast()
        condition.unlock()
    }
}
