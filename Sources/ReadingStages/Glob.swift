import DocumentModel

/// A pattern for paths: `*` and `?` match within a name, `**` any number of folders.
///
/// A pattern without a slash matches the name of a file wherever it lies; one with a slash the whole
/// path. ASCII letters match in either case, as old sites mix `.HTM` and `.htm`.
package struct Glob: Sendable {
    private let parts: [[UInt8]]
    private let matchesName: Bool

    /// - Parameter isAnchored: whether a pattern without a slash matches in the top folder only.
    package init(_ pattern: String, isAnchored: Bool = false) {
        parts = pattern.utf8.split(separator: UInt8(ascii: "/")).map { $0.map(\.asciiLowered) }
        matchesName = parts.count == 1 && !isAnchored
    }

    /// Whether `text` holds a character that means more than itself.
    package static func isPattern(_ text: some StringProtocol) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    package func matches(_ path: String) -> Bool {
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map { $0.map(\.asciiLowered) }
        guard !matchesName else {
            guard let name = names.last else { return false }
            return parts == [[UInt8](arrayLiteral: 42, 42)]
                || Glob.matches(name[...], parts[0][...])
        }
        // reached[i]: the names so far can be matched by the first i parts.
        var reached = [true] + [Bool](repeating: false, count: parts.count)
        spreadOverFolders(&reached)
        for name in names {
            var next = [Bool](repeating: false, count: parts.count + 1)
            for (index, part) in parts.enumerated() where reached[index] {
                if part == [42, 42] {
                    next[index] = true
                } else if Glob.matches(name[...], part[...]) {
                    next[index + 1] = true
                }
            }
            reached = next
            spreadOverFolders(&reached)
        }
        return reached[parts.count]
    }

    /// `**` may stand for no folder at all.
    private func spreadOverFolders(_ reached: inout [Bool]) {
        for (index, part) in parts.enumerated() where reached[index] && part == [42, 42] {
            reached[index + 1] = true
        }
    }

    /// Whether one name matches one part: linear, going back to the last `*` only.
    private static func matches(_ name: ArraySlice<UInt8>, _ part: ArraySlice<UInt8>) -> Bool {
        var offset = name.startIndex
        var index = part.startIndex
        var star: (index: Int, offset: Int)?
        while offset < name.endIndex {
            if index < part.endIndex, part[index] == UInt8(ascii: "*") {
                star = (index + 1, offset)
                index += 1
            } else if index < part.endIndex,
                part[index] == name[offset] || part[index] == UInt8(ascii: "?")
            {
                index += 1
                // A question mark takes a whole character.
                let isOpen = part[index - 1] == UInt8(ascii: "?") && name[offset] >= 0xC0
                offset += 1
                while isOpen, offset < name.endIndex, name[offset] & 0xC0 == 0x80 { offset += 1 }
            } else if let last = star {
                star = (last.index, last.offset + 1)
                index = last.index
                offset = last.offset + 1
            } else {
                return false
            }
        }
        return part[index...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
