/// A place in a file: line and column from 1, columns counted in Unicode scalars.
package struct Place: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    static let start = Place(line: 1, column: 1)

    package static func < (lhs: Place, rhs: Place) -> Bool {
        (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}

/// One thing wrong with a file, and where.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let place: Place
    /// One sentence, lower case: what is wrong, and what to do. It never holds a value taken from
    /// the environment.
    package let message: String

    package init(file: String, place: Place, message: String) {
        self.file = file
        self.place = place
        self.message = message
    }

    package var description: String { "\(file):\(place.line):\(place.column): \(message)" }
}

/// A pipeline file, or its tests, that cannot be run: everything that is wrong with it at once.
package struct InvalidPipeline: Error, CustomStringConvertible {
    /// In file order; not empty.
    package let diagnostics: [Diagnostic]

    package init(diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    package var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
