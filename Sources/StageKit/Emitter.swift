public import DocumentModel

/// Writes datasets out.
public protocol Emitter: Stage {
    /// Opens the datasets for writing.
    ///
    /// - Parameter folder: A folder that exists, is empty, and is made final only when the whole
    ///   run has succeeded.
    func writer(into folder: String) throws(RunError) -> any DatasetWriter
}

/// Datasets being written. Used from one thread at a time.
public protocol DatasetWriter: AnyObject {
    /// Adds one document's rows. Documents come in the order of their keys, each once, so that
    /// tables are sorted by key as they are written.
    func write(_ rows: DocumentRows) throws(RunError)

    /// Writes what is the whole run's, and closes every file. Called once, at the end of a run that
    /// was not interrupted.
    func finish(_ summary: DatasetSummary) throws(RunError)
}
