import Synchronization

/// What stages derive from the resources and would otherwise derive once each: phrase tables.
///
/// Copies of one ``StageResources`` hold the same values.
final class SharedValues: Sendable {
    private let values = Mutex<[ObjectIdentifier: any Sendable]>([:])

    func value<Value: Sendable>(
        makingWith make: () throws(StageError) -> Value
    ) throws(StageError) -> Value {
        let key = ObjectIdentifier(Value.self)
        if let held = values.withLock({ $0[key] as? Value }) { return held }
        // Made outside the lock, so that making one value may ask for another.
        let made = try make()
        return values.withLock { values in
            if let held = values[key] as? Value { return held }
            values[key] = made
            return made
        }
    }
}

extension StageResources {
    /// The value of this type that is made from these resources once, however many stages ask.
    ///
    /// ```swift
    /// names = try resources.shared { () throws(StageError) in GeographyNames(resources) }
    /// ```
    public func shared<Value: Sendable>(
        makingWith make: () throws(StageError) -> Value
    ) throws(StageError) -> Value {
        try sharedValues.value(makingWith: make)
    }
}
