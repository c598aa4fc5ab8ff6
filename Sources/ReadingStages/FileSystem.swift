import Glibc

/// What the system says of a path.
enum FileSystem {
    enum Kind { case file, folder, other }

    struct Failure: Error, CustomStringConvertible {
        let code: Int32

        var description: String { String(cString: strerror(code)) }
    }

    /// An identity that two paths to one folder share.
    struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    struct Entry {
        let name: String
        let kind: Kind
        let isLink: Bool
    }

    /// What `path` is, links followed; nil where nothing is there.
    static func kind(of path: String) -> Kind? {
        status(of: path).map(kind(of:))
    }

    static func identity(of path: String) -> Identity? {
        status(of: path).map {
            Identity(device: UInt64($0.st_dev), inode: UInt64($0.st_ino))
        }
    }

    /// Changes when the file does: its size and when it was last changed, in nanoseconds.
    static func stamp(of path: String) -> String {
        guard let status = status(of: path) else { return "" }
        return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// The entries of a folder, hidden ones left out, sorted by the bytes of their names.
    static func entries(of folder: String) throws(Failure) -> [Entry] {
        guard let stream = opendir(folder) else { throw Failure(code: errno) }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while true {
            errno = 0
            guard let pointer = readdir(stream) else {
                guard errno == 0 else { throw Failure(code: errno) }
                break
            }
            let name = withUnsafePointer(to: &pointer.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            entries.append(entry(name, type: pointer.pointee.d_type, in: folder))
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The bytes of a regular file of at most `limit` bytes; nil where it holds more.
    static func contents(of path: String, limit: Int) throws(Failure) -> [UInt8]? {
        // Without O_NONBLOCK, opening a pipe that nobody writes to waits for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(code: errno) }
        switch kind(of: status) {
        case .file: break
        case .folder: throw Failure(code: EISDIR)
        case .other: throw Failure(code: EINVAL)
        }
        guard Int(status.st_size) <= limit else { return nil }
        return try contents(of: descriptor, expecting: Int(status.st_size), limit: limit)
    }

    private static func contents(
        of descriptor: Int32, expecting size: Int, limit: Int
    ) throws(Failure) -> [UInt8]? {
        var content: [UInt8] = []
        // One byte more than expected, so that the end shows without another allocation.
        var capacity = size + 1
        while true {
            var failure: Int32?
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                while count < capacity {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                    let read = read(descriptor, rest.baseAddress, rest.count)
                    if read < 0, errno == EINTR { continue }
                    if read < 0 { failure = errno }
                    guard read > 0 else { break }
                    count += read
                }
            }
            if let failure { throw Failure(code: failure) }
            content = content.isEmpty ? chunk : content + chunk
            guard content.count <= limit else { return nil }
            guard chunk.count == capacity else { return content }
            capacity = 1 << 16
        }
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private static func kind(of status: stat) -> Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    private static func entry(_ name: String, type: UInt8, in folder: String) -> Entry {
        switch Int(type) {
        case DT_REG: return Entry(name: name, kind: .file, isLink: false)
        case DT_DIR: return Entry(name: name, kind: .folder, isLink: false)
        default:
            var status = stat()
            let path = "\(folder)/\(name)"
            let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
            // A broken link is listed as a file, so that it is set aside and not passed over.
            return Entry(name: name, kind: kind(of: path) ?? .file, isLink: isLink)
        }
    }
}
