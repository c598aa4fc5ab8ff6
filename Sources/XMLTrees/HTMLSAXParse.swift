import CLibXML2

/// libxml2's event parse of HTML: the yardstick our own scanner is measured against.
package enum HTMLSAXParse {
    package struct Counts: Hashable, Sendable {
        package let elements: Int
        /// Bytes of text.
        package let characters: Int
    }

    /// What the parse of `bytes`, as UTF-8, meets; nil where the library cannot take them.
    package static func count(_ bytes: [UInt8]) -> Counts? {
        LibXML2.prepare()
        var counts = quipu_html_counts()
        let status = bytes.withUnsafeBufferPointer {
            quipu_html_sax_count($0.baseAddress, $0.count, &counts)
        }
        guard status == 0 else { return nil }
        return Counts(elements: counts.elements, characters: counts.characters)
    }
}

enum LibXML2 {
    private static let isReady: Bool = {
        quipu_xml_init()
        return true
    }()

    /// Makes the library ready, once for all threads.
    static func prepare() { _ = isReady }
}
