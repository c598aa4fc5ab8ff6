import Synchronization

/// What several stages read alike from one document, so that it is read once.
@usableFromInline
final class SharedReadings: Sendable {
    private let values: Mutex<[ObjectIdentifier: any Sendable]>

    @usableFromInline
    init() {
        values = Mutex([:])
    }

    /// What `other` holds so far; what is read later stays apart.
    @usableFromInline
    init(_ other: SharedReadings) {
        let held = other.values.withLock { $0 }
        values = Mutex(held)
    }

    func value<Value: Sendable>(makingWith make: () -> Value) -> Value {
        let key = ObjectIdentifier(Value.self)
        if let held = values.withLock({ $0[key] as? Value }) { return held }
        // Made outside the lock, so that making one value may ask for another.
        let made = make()
        values.withLock { $0[key] = made }
        return made
    }
}

extension Document {
    /// The value of this type that is read from this document, or was read from one that had fewer
    /// layers: it is made once, however many stages ask.
    ///
    /// For readings that rest on layers all who ask declare, such as the words: what is attached
    /// later does not change them.
    package func shared<Value: Sendable>(makingWith make: () -> Value) -> Value {
        sharedReadings.value(makingWith: make)
    }
}
