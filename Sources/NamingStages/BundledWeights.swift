import Foundation
import StageKit

extension StageResources {
    /// The weights that ship with the package, loaded once; nil where there are none.
    var nameModel: NameModel? {
        get throws(StageError) {
            try shared { () throws(StageError) in BundledNameModel() }.model
        }
    }
}

private struct BundledNameModel: Sendable {
    let model: NameModel?

    init() {
        let file = Bundle.module.resourceURL?.appending(path: "Weights/names.weights")
        model = file.flatMap { try? Data(contentsOf: $0) }.flatMap { NameModel(file: [UInt8]($0)) }
    }
}
