/// A growing row of plain values that one owner holds.
///
/// `Array` asks at each write whether it is shared and at each access whether the index is inside.
/// Here the owner is the only one and hands out all indices itself, so neither is asked: reading
/// a page is a third faster for it. Indices are checked in debug builds.
public struct Arena<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var capacity: Int
    public internal(set) var count = 0

    init(minimumCapacity: Int) {
        capacity = max(16, minimumCapacity)
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deallocate()
    }

    public var isEmpty: Bool { count == 0 }

    /// The values, for as long as none is added.
    @inlinable @inline(__always)
    public var elements: UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: base, count: count)
    }

    @inlinable @inline(__always)
    public var last: Element? { count > 0 ? base[count &- 1] : nil }

    @inlinable @inline(__always)
    public subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count, "an index of the arena")
            return base[index]
        }
        _modify {
            assert(index >= 0 && index < count, "an index of the arena")
            yield &base[index]
        }
    }

    public subscript(range: Range<Int>) -> Slice<UnsafeBufferPointer<Element>> {
        elements[range]
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count &+= 1
    }

    @inline(__always)
    mutating func removeLast() {
        assert(count > 0, "there is a last value")
        count &-= 1
    }

    mutating func removeLast(_ removed: Int) {
        assert(removed <= count, "there are as many values")
        count -= removed
    }

    mutating func remove(at index: Int) {
        for index in index..<(count - 1) { base[index] = base[index + 1] }
        removeLast()
    }

    mutating func insert(_ element: Element, at index: Int) {
        append(element)
        var place = count - 1
        while place > index {
            base[place] = base[place - 1]
            place -= 1
        }
        base[index] = element
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
