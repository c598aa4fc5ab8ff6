import DocumentModel
import Foundation
import StageCatalog
import StageKit

/// A folder of pages, read as a pipeline reads it.
struct PageFolder {
    let locations: [PageLocation]
    private let reader: any Reader

    /// - Throws: where the folder holds no page.
    init(_ path: String, resources: StageResources) throws {
        reader = try Self.stage("read-folder", ["paths": [path]], resources)
        locations = try reader.locations()
    }

    func page(at location: PageLocation) throws(StageError) -> Page {
        try reader.page(at: location)
    }

    /// A stage of the catalog with all settings but `settings` at their defaults.
    static func stage<Kind>(
        _ name: StageName, _ settings: [String: Any] = [:], _ resources: StageResources
    ) throws -> Kind {
        let json = try JSONSerialization.data(withJSONObject: settings)
        let entry = stageCatalog.first { $0.manifest.name == name }
        guard let stage = try entry?.make(settings: json, resources: resources) as? Kind else {
            throw StageError(.unavailable, "the stage “\(name)” is missing from the catalog")
        }
        return stage
    }
}
