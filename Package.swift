// swift-tools-version: 6.3

import PackageDescription

// Targets are listed bottom to top. A target may depend only on targets above it in this list,
// so the list is the architecture: read it downwards and no arrow ever points back up.
let package = Package(
    name: "quipu",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // One C library each, behind a header of our own.
        .target(
            name: "CICU",
            cSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
        .target(
            name: "CLibXML2",
            cSettings: [.unsafeFlags(["-O2", "-I/usr/include/libxml2"])],
            linkerSettings: [.linkedLibrary("xml2")]),
        .target(name: "CFiles", cSettings: [.unsafeFlags(["-O2"])]),
        .target(name: "CMemory", cSettings: [.unsafeFlags(["-O2"])]),
        .target(
            name: "CNettle",
            cSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("nettle")]),

        // The values every other target speaks in. No dependencies, no Foundation.
        .target(name: "DocumentModel"),

        // SHA-256: what documents and files are known by.
        .target(name: "Digests", dependencies: ["CNettle"]),
        // Trees of XML, and XPath over them; the yardstick for our own scanner.
        .target(name: "XMLTrees", dependencies: ["CLibXML2", "DocumentModel"]),

        // Bytes into nodes, as browsers read them.
        .target(name: "HTMLScanning", dependencies: ["DocumentModel"]),

        // Words, sentences, phrases: what all taggers stand on.
        .target(name: "TextAnalysis", dependencies: ["CICU", "DocumentModel"]),

        // What is particular to a language: one YAML file each, no code.
        .target(
            name: "Lexicons",
            dependencies: ["DocumentModel"],
            resources: [.copy("Languages")]),

        // Published classifications and gazetteers: one CSV file each, no code.
        .target(
            name: "CodeLists", dependencies: ["DocumentModel"], exclude: ["UNICODE-LICENSE.txt"],
            resources: [.copy("Gazetteer"), .copy("Tables")]),

        // The contract a stage signs. A plugin needs this target and DocumentModel, nothing else.
        .target(
            name: "StageKit", dependencies: ["CodeLists", "Digests", "DocumentModel", "Lexicons"]),

        // Stages, by kind. They meet in layers and never import each other.
        .target(name: "ReadingStages", dependencies: ["CodeLists", "DocumentModel", "StageKit"]),
        .target(
            name: "EmittingStages",
            dependencies: ["CodeLists", "Digests", "DocumentModel", "StageKit"]),
        .target(
            name: "MarkupStages",
            dependencies: [
                "CodeLists", "DocumentModel", "HTMLScanning", "Lexicons", "StageKit",
                "TextAnalysis", "XMLTrees",
            ]),
        .target(
            name: "TaggingStages",
            dependencies: ["CodeLists", "DocumentModel", "Lexicons", "StageKit", "TextAnalysis"]),
        // Names by the words in and around them; the weights are quipu-train's work.
        .target(
            name: "NamingStages",
            dependencies: ["CodeLists", "DocumentModel", "Lexicons", "StageKit", "TextAnalysis"],
            resources: [.copy("Weights")]),
        .target(
            name: "RelatingStages",
            dependencies: ["CodeLists", "DocumentModel", "Lexicons", "StageKit", "TextAnalysis"],
            resources: [.copy("Calibration")]),

        // A stage in another process, spoken to in JSON Lines.
        .target(name: "ExternalStages", dependencies: ["DocumentModel", "StageKit"]),

        // The one list of every stage that ships.
        .target(
            name: "StageCatalog",
            dependencies: [
                "EmittingStages", "MarkupStages", "NamingStages", "ReadingStages",
                "RelatingStages", "StageKit", "TaggingStages",
            ]),

        // Datasets against what people annotated; weighs the signs that relators go by.
        .target(name: "Scoring", dependencies: ["CodeLists", "RelatingStages"]),

        // YAML in, a validated pipeline or a list of diagnostics out. Knows no stage.
        .target(
            name: "PipelineConfig",
            dependencies: [
                "DocumentModel", "StageKit", .product(name: "Yams", package: "Yams"),
            ]),

        // Runs a pipeline over a corpus. Knows no stage and no file format.
        .target(
            name: "PipelineEngine",
            dependencies: [
                "CFiles", "CodeLists", "Digests", "DocumentModel", "Lexicons", "StageKit",
                .product(name: "HeapModule", package: "swift-collections"),
            ]),

        // Checks that hold for any stage, ours or a plugin's.
        .target(name: "StageTesting", dependencies: ["DocumentModel", "StageKit"]),

        // The command line, one file a subcommand.
        .executableTarget(
            name: "quipu",
            dependencies: [
                "CMemory", "CodeLists", "DocumentModel", "EmittingStages", "ExternalStages",
                "NamingStages", "PipelineConfig", "PipelineEngine", "RelatingStages", "Scoring",
                "StageCatalog", "StageKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),

        // Gives the gazetteer of cities its keys; `.ci/lists` runs it.
        .executableTarget(
            name: "quipu-lists",
            dependencies: [
                "DocumentModel", "TextAnalysis",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Measures each part on a folder of pages, beside a yardstick.
        .executableTarget(
            name: "quipu-bench",
            dependencies: [
                "DocumentModel", "HTMLScanning", "PipelineEngine", "StageCatalog", "StageKit",
                "XMLTrees", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Checks how pages are read: against published tests, and against another parser.
        .executableTarget(
            name: "quipu-conformance",
            dependencies: [
                "DocumentModel", "HTMLScanning", "PipelineConfig", "PipelineEngine",
                "StageCatalog", "StageKit", "TextAnalysis", "XMLTrees",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Trains the name tagger on composed texts.
        .executableTarget(
            name: "quipu-train",
            dependencies: [
                "CodeLists", "DocumentModel", "Lexicons", "NamingStages", "StageCatalog",
                "StageKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Material"]),

        .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
        .testTarget(name: "DocumentModelTests", dependencies: ["DocumentModel"]),
        .testTarget(name: "HTMLScanningTests", dependencies: ["HTMLScanning"]),
        .testTarget(name: "XMLTreesTests", dependencies: ["XMLTrees"]),
        .testTarget(name: "TextAnalysisTests", dependencies: ["DocumentModel", "TextAnalysis"]),
        .testTarget(
            name: "ReadingStagesTests",
            dependencies: [
                "CodeLists", "DocumentModel", "Lexicons", "ReadingStages", "StageKit",
                "StageTesting",
            ]),
        .testTarget(
            name: "MarkupStagesTests",
            dependencies: [
                "CodeLists", "DocumentModel", "HTMLScanning", "Lexicons", "MarkupStages",
                "StageKit", "StageTesting", "TextAnalysis",
            ]),
        .testTarget(
            name: "TaggingStagesTests",
            dependencies: [
                "CodeLists", "DocumentModel", "Lexicons", "StageKit", "TaggingStages",
                "TextAnalysis",
            ]),
        .testTarget(
            name: "RelatingStagesTests",
            dependencies: ["DocumentModel", "Lexicons", "StageCatalog", "StageKit"]),
        .testTarget(
            name: "NamingStagesTests",
            dependencies: [
                "DocumentModel", "NamingStages", "StageCatalog", "StageKit", "StageTesting",
            ]),
        .testTarget(
            name: "EmittingStagesTests",
            dependencies: [
                "CodeLists", "DocumentModel", "EmittingStages", "Lexicons", "StageKit",
                "StageTesting",
            ]),
        .testTarget(
            name: "ExternalStagesTests",
            dependencies: ["CodeLists", "DocumentModel", "ExternalStages", "Lexicons", "StageKit"]),
        .testTarget(
            name: "PipelineConfigTests",
            dependencies: ["CodeLists", "DocumentModel", "Lexicons", "PipelineConfig", "StageKit"]),
        .testTarget(
            name: "PipelineEngineTests",
            dependencies: [
                "CodeLists", "DocumentModel", "EmittingStages", "Lexicons", "PipelineEngine",
                "ReadingStages", "StageKit", "StageTesting",
            ]),
        .testTarget(
            name: "StageTestingTests",
            dependencies: ["CodeLists", "DocumentModel", "Lexicons", "StageKit", "StageTesting"]),
        .testTarget(
            name: "StageCatalogTests",
            dependencies: [
                "CodeLists", "DocumentModel", "Lexicons", "StageCatalog", "StageKit",
                "StageTesting",
            ]),
        .testTarget(
            name: "ScoringTests",
            dependencies: ["CodeLists", "RelatingStages", "Scoring", "StageTesting"]),
        .testTarget(
            name: "CorpusTests",
            dependencies: [
                "CodeLists", "DocumentModel", "EmittingStages", "HTMLScanning", "PipelineConfig",
                "PipelineEngine", "StageCatalog", "StageKit", "TextAnalysis", "quipu",
            ]),
        .testTarget(
            name: "QuipuConformanceTests",
            dependencies: ["DocumentModel", "HTMLScanning", "TextAnalysis", "quipu-conformance"]),
        .testTarget(
            name: "quipuTests",
            dependencies: [
                "DocumentModel", "PipelineConfig", "PipelineEngine", "StageCatalog", "StageKit",
                "quipu",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ]
)

// The fuzzer's entry has no `main` of its own, so it is built only by `.ci/fuzz`.
if Context.environment["QUIPU_FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "quipu-fuzz",
            dependencies: [
                "DocumentModel", "HTMLScanning", "StageCatalog", "StageKit", "TextAnalysis",
            ]))
}

for target in package.targets where target.type != .system {
    let isC = target.name.hasPrefix("C") && target.name.dropFirst().first?.isUppercase == true
    guard !isC || target.name == "CodeLists" else { continue }
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}
