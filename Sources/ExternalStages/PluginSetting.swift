import Foundation
import StageKit

/// A setting, as a plugin's manifest declares it.
struct PluginSetting: Decodable, Sendable {
    let name: String
    private let help: String?
    private let type: String
    private let `default`: JSONValue?
    private let choices: [String]?
    private let least: Double?
    private let greatest: Double?

    /// The setting as configs are checked against it; nil where its parts do not go together.
    var info: SettingInfo? {
        guard let type = settingType, type.holds(defaultValue), isInBounds(defaultValue),
            bounds != nil || (least == nil && greatest == nil)
        else { return nil }
        return SettingInfo(
            name: name, help: help ?? "", type: type, bounds: bounds, value: defaultValue.yaml)
    }

    /// What the setting is where a config does not say.
    var defaultValue: JSONValue {
        if let `default` { return `default` }
        return switch settingType {
        case .integer: .integer(least.flatMap(Int.init(exactly:)) ?? 0)
        case .number: .number(least ?? 0)
        case .boolean: .boolean(false)
        case .list: .array([])
        case .oneOf(let choices): .string(choices.first ?? "")
        case .string, nil: .string("")
        }
    }

    private var settingType: SettingType? {
        let listPrefix = "list of "
        guard type.hasPrefix(listPrefix) else { return scalarType(type) }
        return scalarType(String(type.dropFirst(listPrefix.count))).map(SettingType.list)
    }

    private func scalarType(_ name: String) -> SettingType? {
        switch name {
        case "integer": .integer
        case "number": .number
        case "boolean": .boolean
        case "string": choices.map { .oneOf($0) } ?? .string
        default: nil
        }
    }

    /// Nil also where they are upside down or the type has none.
    private var bounds: SettingBounds? {
        guard least != nil || greatest != nil else { return nil }
        // What a double holds exactly: a bound beyond it would not be the one that was written.
        let furthest = 9_007_199_254_740_992.0
        let low = least ?? -furthest
        let high = greatest ?? furthest
        guard low <= high, abs(low) <= furthest, abs(high) <= furthest else { return nil }
        switch settingType {
        case .integer, .list(.integer):
            guard let low = Int(exactly: low), let high = Int(exactly: high) else { return nil }
            return .integers(low...high)
        case .number, .list(.number): return .numbers(low...high)
        default: return nil
        }
    }

    private func isInBounds(_ value: JSONValue) -> Bool {
        guard let bounds else { return true }
        return switch value {
        case .integer(let value): bounds.contains(Double(value))
        case .number(let value): bounds.contains(value)
        case .array(let values): values.allSatisfy(isInBounds)
        default: true
        }
    }
}

extension SettingType {
    fileprivate func holds(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.integer, .integer), (.number, .integer), (.number, .number), (.string, .string),
            (.boolean, .boolean):
            true
        case (.oneOf(let choices), .string(let value)): choices.contains(value)
        case (.list(let element), .array(let values)): values.allSatisfy(element.holds)
        default: false
        }
    }
}

extension JSONValue {
    /// The value as ``SettingInfo/value`` writes it: a bare scalar, or a list as JSON.
    fileprivate var yaml: String {
        if case .string(let value) = self { return value }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
