import CLibXML2

/// How libxml2 reads HTML, event by event: a second opinion on what our own scanner makes of a page.
package enum HTMLEventParse {
    package enum Event: Sendable {
        case start(name: String, attributes: [(name: String, value: String)])
        case end(name: String)
        /// UTF-8, as much as the library hands over at a time.
        case text([UInt8])
    }

    /// Larger pages are refused.
    package static let largest = 64 << 20

    /// Calls `body` with what the parse of `bytes`, valid UTF-8 without NUL, meets.
    ///
    /// - Returns: Whether the library took the page.
    /// - Complexity: Quadratic in the stray end tags of a page and in the attributes of a tag.
    package static func forEachEvent(
        of bytes: [UInt8], _ body: @escaping (Event) -> Void
    ) -> Bool {
        guard bytes.count <= largest else { return false }
        LibXML2.prepare()
        let receiver = Receiver(body)
        var events = quipu_html_events(start: passStart, end: passEnd, text: passText)
        return withExtendedLifetime(receiver) {
            bytes.withUnsafeBufferPointer {
                quipu_html_sax_parse(
                    $0.baseAddress, $0.count, &events,
                    Unmanaged.passUnretained(receiver).toOpaque()) == 0
            }
        }
    }
}

private final class Receiver {
    let body: (HTMLEventParse.Event) -> Void

    init(_ body: @escaping (HTMLEventParse.Event) -> Void) {
        self.body = body
    }

    static func pass(_ event: HTMLEventParse.Event, to user: UnsafeMutableRawPointer?) {
        guard let user else { return }
        Unmanaged<Receiver>.fromOpaque(user).takeUnretainedValue().body(event)
    }
}

private func passStart(
    _ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
    _ attributes: UnsafePointer<UnsafePointer<CChar>?>?
) {
    var pairs: [(name: String, value: String)] = []
    if var next = attributes {
        while let name = next[0] {
            pairs.append((String(cString: name), next[1].map { String(cString: $0) } ?? ""))
            next += 2
        }
    }
    let name = name.map { String(cString: $0) } ?? ""
    Receiver.pass(.start(name: name, attributes: pairs), to: user)
}

private func passEnd(_ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?) {
    Receiver.pass(.end(name: name.map { String(cString: $0) } ?? ""), to: user)
}

private func passText(
    _ user: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ length: Int
) {
    Receiver.pass(.text(Array(UnsafeBufferPointer(start: text, count: length))), to: user)
}
