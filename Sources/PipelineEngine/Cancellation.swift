import Synchronization

/// A wish that a run stop, which any thread or a signal handler may state.
package final class Cancellation: Sendable {
    private let signal = Atomic<Int32>(0)

    package init() {}

    /// Asks the run to stop, for the signal with that number.
    package func request(_ number: Int32) {
        signal.store(number, ordering: .relaxed)
    }

    package var isRequested: Bool { requestedSignal != 0 }

    /// The signal that asked; 0 where none did.
    package var requestedSignal: Int32 { signal.load(ordering: .relaxed) }
}
