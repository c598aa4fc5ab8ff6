import Glibc
import PipelineEngine

/// Where the signal handler leaves its wish.
private let request = Cancellation()

/// Lets SIGINT and SIGTERM end a run in good order; a second one ends the process at once.
///
/// Writing to a closed pipe or past a limit on file sizes is an error like any other from then on,
/// not the end.
func stopOnSignals() -> Cancellation {
    // A handler must not be the first to touch a lazy global.
    _ = request.isRequested
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handleStop
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    for signal in [SIGINT, SIGTERM] { sigaction(signal, &action, nil) }
    for signal in [SIGPIPE, SIGXFSZ] { Glibc.signal(signal, SIG_IGN) }
    return request
}

private func handleStop(_ signal: Int32) {
    request.request(signal)
}
