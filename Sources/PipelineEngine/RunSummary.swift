/// How far a run has come.
package struct RunProgress: Sendable {
    /// Pages this run has done.
    package var documentCount = 0
    /// Pages in all, with those that an earlier run has done.
    package var total = 0
    /// Pages that an earlier run has done.
    package var resumedCount = 0
    /// Bytes of pages read so far.
    package var byteCount = 0
    package var setAsideCount = 0
    package var seconds = 0.0
    /// Whether pages are only looked at so far, for cleaners that learn from the corpus.
    package var isLearning = false

    /// Documents a second so far.
    package var rate: Double { seconds > 0 ? Double(documentCount) / seconds : 0 }

    /// Nil while too little is done to tell.
    package var remainingSeconds: Double? {
        guard documentCount > 0, rate > 0 else { return nil }
        return Double(total - resumedCount - documentCount) / rate
    }
}

/// What a run did.
package struct RunSummary: Sendable {
    /// Where the datasets are.
    package var folder = ""
    /// Pages read, with those set aside and the copies.
    package var pageCount = 0
    /// Pages with the same bytes as an earlier one: they have no row of their own.
    package var copyCount = 0
    package var byteCount = 0
    /// Rows by table, in the order of the tables.
    package var rowCounts: [(table: String, count: Int)] = []
    /// Documents set aside by reason, sorted.
    package var setAside: [(reason: String, count: Int)] = []
    /// The pages set aside, in the order of the listing; the first hundred.
    package var setAsidePages: [(location: String, reason: String, message: String)] = []
    package var seconds = 0.0
    /// Pages that an earlier run had done.
    package var resumedCount = 0
    /// Whether there was nothing to do, since an earlier run had ended.
    package var wasComplete = false

    package var setAsideCount: Int { setAside.reduce(0) { $0 + $1.count } }

    /// Megabytes of pages a second.
    package var rate: Double { seconds > 0 ? Double(byteCount) / 1e6 / seconds : 0 }
}
