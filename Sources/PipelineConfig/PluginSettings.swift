import StageKit

/// One item of the `plugins:` section, declared as stages declare their settings.
struct PluginSettings: StageSettings {
    @Setting("The name the stages list uses: a verb and its object, as in tag-something.")
    var name = ""

    @Setting("The program and its arguments, as in [python3, tag_something.py].")
    var command: [String] = []

    @Setting("How long one document may take, in seconds.", in: 0.1...3600)
    var timeoutSeconds = 30.0

    init() {}
}

extension PluginDeclaration {
    init(_ settings: PluginSettings) {
        self.init(
            name: StageName(rawValue: settings.name), command: settings.command,
            timeoutSeconds: settings.timeoutSeconds)
    }
}

extension StageName {
    /// Whether the name is a verb and its object in kebab case: "tag-ages".
    var isVerbAndObject: Bool {
        let words = rawValue.split(separator: "-", omittingEmptySubsequences: false)
        return words.count > 1
            && words.allSatisfy { word in
                word.first?.isLowercase == true
                    && word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
            }
    }
}
