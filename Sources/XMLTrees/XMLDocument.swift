import CLibXML2

/// Why XML or an XPath expression cannot be used, as libxml2 puts it.
package struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the document; 0 where that is not known.
    package let line: Int
    package let message: String

    init(_ message: String, line: Int = 0) {
        self.line = line
        self.message = message
    }

    init(_ error: quipu_xml_error) {
        line = Int(error.line)
        message = withUnsafeBytes(of: error.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    package var description: String { line > 0 ? "line \(line): \(message)" : message }
}

/// A tree of XML, to be asked with XPath. Used from one task at a time.
///
/// A document is parsed from well-formed XML: a feed, a sitemap; or built node by node, with a
/// number on each that tells what it stands for.
package final class XMLDocument {
    /// A node of the tree; it does not outlive the tree.
    package struct Node {
        let pointer: OpaquePointer
        /// Keeps the tree while the node is held.
        let document: XMLDocument
    }

    /// Larger documents are refused: a sitemap holds 50 MB at most (sitemaps.org).
    package static let largest = 64 << 20

    fileprivate let pointer: OpaquePointer

    /// A tree without nodes.
    package init() throws(XMLError) {
        LibXML2.prepare()
        guard let made = quipu_xml_new() else { throw XMLError("out of memory") }
        pointer = made
    }

    /// The tree of well-formed XML. No network, no DTD and no entity beyond XML's own is used.
    ///
    /// - Throws: ``XMLError`` where the bytes are not well-formed, too many, or nested too deep.
    package init(_ bytes: [UInt8]) throws(XMLError) {
        LibXML2.prepare()
        guard bytes.count <= Self.largest else {
            throw XMLError("the document is larger than \(Self.largest >> 20) MB")
        }
        var error = quipu_xml_error()
        let parsed = bytes.withUnsafeBufferPointer {
            quipu_xml_parse($0.baseAddress, $0.count, &error)
        }
        guard let parsed else { throw XMLError(error) }
        pointer = parsed
    }

    deinit {
        quipu_xml_free(pointer)
    }

    /// The document node, above the outermost element.
    package var root: Node { Node(pointer: quipu_xml_root(pointer), document: self) }
}

extension XMLDocument.Node {
    /// The name of an element or attribute, without its prefix.
    package var name: String? {
        quipu_xml_name(pointer).map { String(cString: $0) }
    }

    /// The text of the node and all below it.
    package var text: String {
        guard let content = quipu_xml_content(pointer) else { return "" }
        defer { quipu_xml_free_string(content) }
        return String(cString: content)
    }

    package subscript(attribute name: String) -> String? {
        guard let value = quipu_xml_attribute(pointer, name) else { return nil }
        defer { quipu_xml_free_string(value) }
        return String(cString: value)
    }

    package var isAttribute: Bool { quipu_xml_is_attribute(pointer) != 0 }

    /// The number the node was added with; an attribute has its element's.
    package var number: Int? {
        let tag = quipu_xml_tag(pointer)
        return tag > 0 ? tag - 1 : nil
    }

    /// Adds an element below this node. Its name is cut at what is no name in XML.
    package func addElement(_ name: String, number: Int) throws(XMLError) -> XMLDocument.Node {
        guard let added = quipu_xml_add_element(pointer, name, number + 1) else {
            throw XMLError("out of memory")
        }
        return XMLDocument.Node(pointer: added, document: document)
    }

    package func addText(_ text: [UInt8], number: Int) throws(XMLError) {
        let added = text.withUnsafeBufferPointer {
            quipu_xml_add_text(pointer, $0.baseAddress, $0.count, number + 1)
        }
        guard added != nil else { throw XMLError("out of memory") }
    }

    package func addAttribute(_ name: String, _ value: String) throws(XMLError) {
        guard quipu_xml_add_attribute(pointer, name, value) == 0 else {
            throw XMLError("out of memory")
        }
    }
}

/// What an XPath expression yields.
package enum XPathResult {
    /// In document order.
    case nodes([XMLDocument.Node])
    /// A string, number or boolean, as text.
    case value(String)
}

/// An XPath 1.0 expression, checked.
package struct XPath: Sendable {
    package let expression: String
    private let namespaces: [String]

    /// Steps an evaluation may take: enough for any page, and a bound on a bad expression.
    private static let mostOperations: UInt64 = 50_000_000

    /// - Parameter namespaces: The prefixes the expression uses, with their namespaces.
    /// - Throws: ``XMLError`` with libxml2's message where the expression is wrong, or calls what
    ///   does not exist.
    package init(
        _ expression: String, namespaces: [(prefix: String, uri: String)] = []
    ) throws(XMLError) {
        self.expression = expression
        self.namespaces = namespaces.flatMap { [$0.prefix, $0.uri] }
        // libxml2 looks for functions, variables and prefixes only when it evaluates.
        let probe = try XMLDocument()
        _ = try probe.root.addElement("html", number: 0)
        _ = try self(probe)
    }

    /// What the expression selects from `document`, starting at its root.
    package func callAsFunction(_ document: XMLDocument) throws(XMLError) -> XPathResult {
        var error = quipu_xml_error()
        guard let compiled = quipu_xpath_compile(expression, &error) else {
            throw XMLError(error)
        }
        defer { quipu_xpath_free(compiled) }
        let found = Found(document)
        let status = withExtendedLifetime(found) {
            namespaces.withCStrings { prefixes in
                quipu_xpath_select(
                    compiled, document.pointer, nil, prefixes.baseAddress, prefixes.count,
                    Self.mostOperations, addNode, addValue,
                    Unmanaged.passUnretained(found).toOpaque(), &error)
            }
        }
        guard status == 0 else { throw XMLError(error) }
        return found.value.map(XPathResult.value) ?? .nodes(found.nodes)
    }
}

/// Gathers what C calls back with.
private final class Found {
    let document: XMLDocument
    var nodes: [XMLDocument.Node] = []
    var value: String?

    init(_ document: XMLDocument) {
        self.document = document
    }
}

private func addNode(_ user: UnsafeMutableRawPointer?, _ node: OpaquePointer?) {
    guard let user, let node else { return }
    let found = Unmanaged<Found>.fromOpaque(user).takeUnretainedValue()
    found.nodes.append(XMLDocument.Node(pointer: node, document: found.document))
}

private func addValue(_ user: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?) {
    guard let user, let text else { return }
    Unmanaged<Found>.fromOpaque(user).takeUnretainedValue().value = String(cString: text)
}

extension [String] {
    /// Calls `body` with the strings as C has them.
    fileprivate func withCStrings<Result>(
        _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        var bytes: [CChar] = []
        var starts: [Int] = []
        for string in self {
            starts.append(bytes.count)
            bytes += string.utf8CString
        }
        return bytes.withUnsafeBufferPointer { bytes in
            let pointers = starts.map { start in bytes.baseAddress.map { $0 + start } }
            return pointers.withUnsafeBufferPointer(body)
        }
    }
}
