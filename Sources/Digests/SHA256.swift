import CNettle

/// The SHA-256 of some bytes (FIPS 180-4).
package struct SHA256: Hashable, Sendable {
    /// 32 bytes.
    package let bytes: [UInt8]

    package init(of content: [UInt8]) {
        let hasher = SHA256Hasher()
        hasher.update(content)
        self = hasher.finish()
    }

    package init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    fileprivate init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// 64 lower case digits.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A SHA-256 taken piece by piece.
package final class SHA256Hasher {
    private let digest: OpaquePointer

    package init() {
        guard let digest = quipu_sha256_new() else {
            preconditionFailure("no memory for a digest")
        }
        self.digest = digest
    }

    deinit {
        quipu_sha256_free(digest)
    }

    package func update(_ content: [UInt8]) {
        content.withUnsafeBufferPointer { quipu_sha256_update(digest, $0.baseAddress, $0.count) }
    }

    /// The digest of all that was added; the hasher starts anew.
    package func finish() -> SHA256 {
        SHA256(
            bytes: [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
                quipu_sha256_finish(digest, buffer.baseAddress)
                count = 32
            })
    }
}
