/// What the command line says instead of the pipeline file.
package struct PipelineOverrides: Hashable, Sendable {
    /// What to read, in place of the reader's own setting; none where empty.
    package var inputs: [String]
    package var output: String?
    /// Whether datasets that are already there are replaced, whatever the file says.
    package var replace: Bool

    package init(inputs: [String] = [], output: String? = nil, replace: Bool = false) {
        self.inputs = inputs
        self.output = output
        self.replace = replace
    }
}
