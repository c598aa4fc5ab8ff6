import Dispatch
import Foundation
import Synchronization

/// A city, town or county as the gazetteer of cities knows it.
package struct City: Sendable, Equatable {
    /// ISO 3166-1 alpha-2.
    package let country: String
    /// ISO 3166-2, nil where unsure.
    package let subdivision: String?
    /// Ten times the decimal logarithm of the number of people.
    package let magnitude: Int

    package init(country: String, subdivision: String?, magnitude: Int) {
        self.country = country
        self.subdivision = subdivision
        self.magnitude = magnitude
    }
}

/// The many cities of the world by the keys of their names.
///
/// The file is searched as it is: its rows are sorted by key and keys are evenly spread, so that
/// reading it costs one pass over its bytes and nothing is made of a row before it is asked for.
/// A key is what its maker says it is; this table only compares keys.
package struct CityTable: Sendable {
    /// Where a row's parts stand in the file.
    package struct Row: Sendable {
        package let name: Range<Int>
        /// Empty where the row only says that longer names start so.
        package let places: Range<Int>
        /// Whether longer names start with this one.
        package let continues: Bool
        /// Whether the name is also an ordinary word.
        package let isWord: Bool
        /// Whether many persons bear the name.
        package let isPersonName: Bool
    }

    private let bytes: [UInt8]
    /// The keys of the rows, and where each row goes on after its key.
    private let keys: [UInt64]
    private let offsets: [UInt32]
    /// The first row of each bucket of keys with the same leading bits.
    private let buckets: [UInt32]
    /// One bit for each key, by its lowest bits: most keys that are not there are told apart here.
    private let filter: [UInt64]
    private static let bucketBits: UInt64 = 15
    private static let filterBits: UInt64 = 21
    private static let keyDigits = 16

    /// - Parameter bytes: The file: `#` lines, the columns' names, then rows of a key in sixteen
    ///   hexadecimal digits, signs, the name, and its places.
    package init(_ bytes: [UInt8]) {
        var buckets = [UInt32](repeating: 0, count: 1 << Self.bucketBits + 1)
        var filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
        var keys: [UInt64] = []
        var offsets: [UInt32] = []
        keys.reserveCapacity(bytes.count / 32)
        offsets.reserveCapacity(bytes.count / 32)
        var bucket = 0
        bytes.withUnsafeBufferPointer { bytes in
            var offset = Self.firstRow(in: bytes)
            while offset + Self.keyDigits < bytes.count {
                guard let key = Self.key(in: bytes, at: offset) else { break }
                let own = Int(key >> (64 - Self.bucketBits))
                while bucket <= own {
                    buckets[bucket] = UInt32(keys.count)
                    bucket += 1
                }
                keys.append(key)
                offsets.append(UInt32(offset + Self.keyDigits + 1))
                let bit = key & (1 << Self.filterBits - 1)
                filter[Int(bit >> 6)] |= 1 << (bit & 63)
                offset = Self.next(0x0A, in: bytes, from: offset + Self.keyDigits) + 1
            }
        }
        for rest in bucket..<buckets.count { buckets[rest] = UInt32(keys.count) }
        self.keys = keys
        self.offsets = offsets
        self.bytes = bytes
        self.buckets = buckets
        self.filter = filter
    }

    /// Whether a row may have the key; few keys that are not there say yes.
    @inline(__always)
    package func mayHold(_ key: UInt64) -> Bool {
        let bit = key & (1 << Self.filterBits - 1)
        return filter[Int(bit >> 6)] & (1 << (bit & 63)) != 0
    }

    /// The row of the key, nil where there is none.
    package func row(_ key: UInt64) -> Row? {
        guard mayHold(key) else { return nil }
        let bucket = Int(key >> (64 - Self.bucketBits))
        for index in Int(buckets[bucket])..<Int(buckets[bucket + 1]) where keys[index] == key {
            let start = Int(offsets[index])
            return bytes.withUnsafeBufferPointer { bytes in
                Self.row(in: bytes, start..<Self.next(0x0A, in: bytes, from: start))
            }
        }
        return nil
    }

    /// The places of the name in `row`, the one with most people first.
    package func cities(_ row: Row) -> [City] {
        bytes[row.places].split(separator: UInt8(ascii: "|")).compactMap { place in
            guard let colon = place.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let code = String(decoding: place[..<colon], as: UTF8.self)
            let magnitude = place[place.index(after: colon)...].reduce(0) { $0 * 10 + Int($1 - 48) }
            return City(
                country: String(code.prefix(2)), subdivision: code.utf8.count > 2 ? code : nil,
                magnitude: magnitude)
        }
    }

    /// The bytes of the name in `row`.
    package func name(_ row: Row) -> ArraySlice<UInt8> { bytes[row.name] }

    /// Calls `body` with the key of each row, in the order of the file.
    package func forEachRow(_ body: (UInt64, Row) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var offset = Self.firstRow(in: bytes)
            while offset < bytes.count, let key = Self.key(in: bytes, at: offset) {
                let start = offset + Self.keyDigits + 1
                let line = Self.next(0x0A, in: bytes, from: start)
                body(key, Self.row(in: bytes, start..<line))
                offset = line + 1
            }
        }
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Past the lines that start with `#` and the line of the columns' names.
    private static func firstRow(in bytes: Bytes) -> Int {
        var offset = 0
        while offset < bytes.count, bytes[offset] == UInt8(ascii: "#") {
            offset = next(0x0A, in: bytes, from: offset) + 1
        }
        return next(0x0A, in: bytes, from: offset) + 1
    }

    private static func row(in bytes: Bytes, _ range: Range<Int>) -> Row {
        let comma = UInt8(ascii: ",")
        let sign = next(comma, in: bytes, from: range.lowerBound)
        let name = next(comma, in: bytes, from: sign + 1)
        let signs = bytes[range.lowerBound..<min(sign, range.upperBound)]
        return Row(
            name: min(sign + 1, range.upperBound)..<min(name, range.upperBound),
            places: min(name + 1, range.upperBound)..<range.upperBound,
            continues: signs.contains(UInt8(ascii: "+")), isWord: signs.contains(UInt8(ascii: "w")),
            isPersonName: signs.contains(UInt8(ascii: "s")))
    }

    @inline(__always)
    private static func next(_ byte: UInt8, in bytes: Bytes, from offset: Int) -> Int {
        guard offset < bytes.count, let start = bytes.baseAddress,
            let found = memchr(start + offset, Int32(byte), bytes.count - offset)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }

    @inline(__always)
    private static func key(in bytes: Bytes, at offset: Int) -> UInt64? {
        guard offset + keyDigits <= bytes.count else { return nil }
        var key: UInt64 = 0
        for position in offset..<offset + keyDigits {
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x61...0x66: digit = byte - 0x57
            default: return nil
            }
            key = key << 4 | UInt64(digit)
        }
        return key
    }
}

/// The file of cities, made a table when a stage first asks for it: much of what the program does
/// asks for no city.
final class CityFile: Sendable {
    private let data: Data
    private let made = Mutex<CityTable?>(nil)

    init(_ data: Data) {
        self.data = data
    }

    /// The gazetteer that ships with the package.
    ///
    /// - Throws: ``CodeListError`` where the file is missing.
    static func bundled() throws(CodeListError) -> CityFile {
        guard
            let file = Bundle.module.resourceURL?.appending(path: "Gazetteer/cities.csv"),
            let data = try? Data(contentsOf: file, options: .mappedIfSafe)
        else {
            throw CodeListError(message: "“Gazetteer/cities.csv” is missing: reinstall the package")
        }
        return CityFile(data)
    }

    /// Starts to make the table beside what goes on; who asks before it is made waits.
    func prepare() {
        DispatchQueue.global().async { _ = self.table }
    }

    var table: CityTable {
        made.withLock { made in
            if let table = made { return table }
            let table = CityTable([UInt8](data))
            made = table
            return table
        }
    }
}
