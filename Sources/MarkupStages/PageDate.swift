import DocumentModel

/// Dates as machines write them: nothing in words is read here.
enum PageDate {
    /// The date of an ISO 8601 text: "2019-02-12T08:00:00Z" is "2019-02-12".
    static func iso(_ text: String) -> String? {
        let bytes = Array(text.utf8.drop { $0.isASCIIWhitespace })
        guard let year = number(bytes, 0, 4), (1990...2100).contains(year) else { return nil }
        let dash = UInt8(ascii: "-")
        if bytes.count >= 8, let month = number(bytes, 4, 2), let day = number(bytes, 6, 2),
            bytes.count == 8 || !bytes[8].isASCIIDigit
        {
            return date(year, month, day)
        }
        guard bytes.count > 4 else { return padded(year, 4) }
        let separator = bytes[4]
        guard separator == dash || separator == UInt8(ascii: "/") || separator == UInt8(ascii: "."),
            let (month, afterMonth) = shortNumber(bytes, 5), (1...12).contains(month)
        else { return nil }
        guard bytes.count > afterMonth else { return "\(padded(year, 4))-\(padded(month, 2))" }
        guard bytes[afterMonth] == separator, let (day, end) = shortNumber(bytes, afterMonth + 1),
            !isDigit(bytes, end)
        else { return nil }
        return date(year, month, day)
    }

    /// The date in a path: "/2019/02/12/", "/2019-02-12-", "/20190212/"; a month without a day too.
    static func inAddress(_ address: String) -> String? {
        let bytes = Array(address.utf8)
        var offset = 0
        while offset + 8 <= bytes.count {
            defer { offset += 1 }
            guard bytes[offset] == UInt8(ascii: "/") || bytes[offset] == UInt8(ascii: "-"),
                let year = number(bytes, offset + 1, 4), (1995...2100).contains(year)
            else { continue }
            let mark = bytes[offset + 5]
            guard mark == UInt8(ascii: "/") || mark == UInt8(ascii: "-") else {
                guard let month = number(bytes, offset + 5, 2),
                    let day = number(bytes, offset + 7, 2), !isDigit(bytes, offset + 9),
                    let found = date(year, month, day)
                else { continue }
                return found
            }
            guard let month = number(bytes, offset + 6, 2), !isDigit(bytes, offset + 8),
                (1...12).contains(month)
            else { continue }
            if offset + 8 < bytes.count, bytes[offset + 8] == mark,
                let day = number(bytes, offset + 9, 2), !isDigit(bytes, offset + 11),
                let found = date(year, month, day)
            {
                return found
            }
            if mark == UInt8(ascii: "/"), offset + 8 < bytes.count, bytes[offset + 8] == mark {
                return "\(padded(year, 4))-\(padded(month, 2))"
            }
        }
        return nil
    }

    /// A date in ISO 8601, where there is such a day.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> String? {
        (1990...2100).contains(year) ? date(year, month, day) : nil
    }

    /// A month in ISO 8601.
    static func month(_ year: Int, _ month: Int) -> String? {
        (1990...2100).contains(year) ? "\(padded(year, 4))-\(padded(month, 2))" : nil
    }

    /// Whether two dates in ISO 8601 are the same day or neighbours: a time in UTC falls on the day
    /// before or after the local one.
    static func isNear(_ first: String, _ second: String) -> Bool {
        guard first.utf8.count == 10, let a = number(ofDay: first), let b = number(ofDay: second)
        else { return false }
        return abs(a - b) <= 1
    }

    /// The days since a day long ago (Hinnant, "chrono-compatible low-level date algorithms").
    private static func number(ofDay text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, var year = number(bytes, 0, 4), let month = number(bytes, 5, 2),
            let day = number(bytes, 8, 2)
        else { return nil }
        if month <= 2 { year -= 1 }
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> String? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int? {
        guard start + length <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[start..<(start + length)] {
            guard byte.isASCIIDigit else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// A number of one digit or two, and where it ends.
    private static func shortNumber(_ bytes: [UInt8], _ start: Int) -> (Int, Int)? {
        let length = isDigit(bytes, start + 1) ? 2 : 1
        return number(bytes, start, length).map { ($0, start + length) }
    }

    private static func isDigit(_ bytes: [UInt8], _ offset: Int) -> Bool {
        offset < bytes.count && bytes[offset].isASCIIDigit
    }
}
