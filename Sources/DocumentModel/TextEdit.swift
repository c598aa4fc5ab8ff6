/// A replacement of one span of text. An empty replacement removes the span, an empty span inserts.
public struct TextEdit: Hashable, Sendable {
    public let span: TextSpan
    /// UTF-8.
    public let replacement: [UInt8]

    public init(_ span: TextSpan, to replacement: String) {
        self.span = span
        self.replacement = Array(replacement.utf8)
    }

    public static func removing(_ span: TextSpan) -> TextEdit {
        TextEdit(span, to: "")
    }
}

/// What a cleaner found wrong with a text: the edits that mend it and what a reader should know.
///
/// All spans are in the text the cleaner was given.
public struct Cleaning: Sendable {
    /// Edits that do not overlap, in any order.
    public var edits: [TextEdit]
    /// Stretches whose zone the cleaner knows better than the extractor; they do not overlap.
    public var zones: [Mention<Zone>]
    public var remarks: [Remark]

    public init(
        edits: [TextEdit] = [], zones: [Mention<Zone>] = [], remarks: [Remark] = []
    ) {
        self.edits = edits
        self.zones = zones
        self.remarks = remarks
    }

    /// Something worth a row in `warnings`.
    public struct Remark: Hashable, Sendable {
        /// A warning code, as in ``DocumentWarning/code``.
        public let code: String
        /// One English sentence that quotes nothing from the page.
        public let message: String
        public let span: TextSpan?

        public init(_ code: String, _ message: String, at span: TextSpan?) {
            self.code = code
            self.message = message
            self.span = span
        }
    }
}
