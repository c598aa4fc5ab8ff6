import CodeLists
import DocumentModel

/// An address on the web, taken apart as RFC 3986 does (section 5.2 and appendix B).
struct PageAddress: Hashable, Sendable {
    /// Lower case: "https".
    let scheme: String
    /// Lower case, without the port that the scheme has anyway.
    let host: String
    let path: String
    /// Without its question mark; nil where there is none.
    let query: String?

    /// - Parameter base: What a relative address is relative to; without one it is none.
    init?(_ text: String, relativeTo base: PageAddress? = nil) {
        let trimmed = text.utf8.drop { $0 <= 0x20 }
        // Line breaks and tabs in an address are no part of it (WHATWG URL, 4.4).
        var bytes = trimmed.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        while bytes.last ?? 0x21 <= 0x20 { bytes.removeLast() }
        guard !bytes.isEmpty, bytes.count <= 4096, !bytes.contains(0x20) else { return nil }
        if let fragment = bytes.firstIndex(of: UInt8(ascii: "#")) {
            // "#!" addresses a page of its own.
            guard bytes.dropFirst(fragment + 1).first != UInt8(ascii: "!") else { return nil }
            bytes.removeSubrange(fragment...)
        }
        var rest = bytes[...]
        var scheme = base?.scheme
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[..<colon].isScheme {
            scheme = rest[..<colon].lowered
            guard scheme == "http" || scheme == "https" else { return nil }
            rest = rest[(colon + 1)...]
            guard rest.starts(with: "//".utf8) else { return nil }
        }
        guard let scheme else { return nil }
        var query: String?
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = String(decoding: rest[(mark + 1)...], as: UTF8.self)
            rest = rest[..<mark]
        }
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            guard let host = Self.host(authority, scheme) else { return nil }
            self.host = host
            rest = rest[authority.endIndex...]
            path = Self.withoutDots(rest.isEmpty ? [UInt8(ascii: "/")] : Array(rest))
        } else {
            guard let base else { return nil }
            host = base.host
            if rest.isEmpty {
                path = base.path
                query = query ?? base.query
            } else if rest.first == UInt8(ascii: "/") {
                path = Self.withoutDots(Array(rest))
            } else {
                let folder = base.path.utf8.lastIndex(of: UInt8(ascii: "/"))
                let upTo = folder.map { Array(base.path.utf8[...$0]) } ?? [UInt8(ascii: "/")]
                path = Self.withoutDots(upTo + rest)
            }
        }
        self.scheme = scheme
        self.query = query
    }

    private init(_ other: PageAddress, query: String?) {
        scheme = other.scheme
        host = other.host
        path = other.path
        self.query = query
    }

    var text: String { "\(scheme)://\(host)\(path)" + (query.map { "?" + $0 } ?? "") }

    /// The host without "www.".
    var site: String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }

    private static func host(_ authority: ArraySlice<UInt8>, _ scheme: String) -> String? {
        // A name and a password before the host are nobody's business.
        var host = authority.split(separator: UInt8(ascii: "@")).last ?? []
        let port = scheme == "http" ? ":80" : ":443"
        if host.suffix(port.utf8.count).elementsEqual(port.utf8) {
            host = host.dropLast(port.utf8.count)
        }
        if host.last == UInt8(ascii: ":") || host.last == UInt8(ascii: ".") { host.removeLast() }
        guard !host.isEmpty else { return nil }
        return host.lowered
    }

    /// A path without "." and ".." (RFC 3986, 5.2.4).
    private static func withoutDots(_ path: [UInt8]) -> String {
        var kept: [ArraySlice<UInt8>] = []
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            if part.elementsEqual("..".utf8) {
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append([]) }
            } else if part.elementsEqual(".".utf8) {
                if isLast { kept.append([]) }
            } else {
                kept.append(part)
            }
        }
        let joined = Array(kept.joined(separator: [UInt8(ascii: "/")]))
        return joined.first == UInt8(ascii: "/")
            ? String(decoding: joined, as: UTF8.self)
            : "/" + String(decoding: joined, as: UTF8.self)
    }

    /// This address without the parameters that only say how a reader came to it.
    func removing(_ parameters: TrackingParameters) -> PageAddress {
        guard let query else { return self }
        let parts = query.utf8.split(
            separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        let kept = parts.filter { !parameters.contain($0) }
        guard kept.count < parts.count || query.isEmpty else { return self }
        let text = kept.map { String($0) ?? "" }.joined(separator: "&")
        return PageAddress(self, query: text.isEmpty ? nil : text)
    }

    /// The address a page is known by: the one it gives itself, if that is one of its own site and
    /// not just the site's front page; else the one it was fetched from.
    ///
    /// Copies on other sites name the original as theirs: it is not where they were found.
    static func canonical(
        given: PageAddress?, fetched: PageAddress?, _ parameters: TrackingParameters
    ) -> PageAddress? {
        guard let given else { return fetched?.removing(parameters) }
        guard let fetched else { return given.removing(parameters) }
        let isFront = given.path == "/" && given.query == nil
        let wasFront = fetched.path == "/" && fetched.query == nil
        let isOwn = given.site == fetched.site && (!isFront || wasFront)
        return (isOwn ? given : fetched).removing(parameters)
    }
}

/// The names of parameters that say how a reader came to a page, from the code list
/// `tracking_parameters`.
struct TrackingParameters: Sendable {
    private var names: Set<String> = []
    /// How names of a family begin.
    private var prefixes: [String] = []

    init(_ table: CodeTable) {
        for name in table["parameter"] {
            if name.hasSuffix("*") {
                prefixes.append(String(name.dropLast()))
            } else {
                names.insert(name)
            }
        }
    }

    /// Whether a part of a query, "name=value", is one of them.
    fileprivate func contain(_ part: Substring.UTF8View.SubSequence) -> Bool {
        let name = Array(part.prefix { $0 != UInt8(ascii: "=") })[...].lowered
        return names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var lowered: String {
        String(decoding: map(\.asciiLowered), as: UTF8.self)
    }

    /// Whether it has the form of a scheme: a letter, then letters, digits, "+", "-", ".".
    fileprivate var isScheme: Bool {
        guard let first, first.isASCIILetter else { return false }
        return allSatisfy {
            $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: ".")
        }
    }
}
