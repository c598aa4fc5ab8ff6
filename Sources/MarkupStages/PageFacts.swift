import CodeLists
import DocumentModel
import HTMLScanning
import StageKit

/// Brings together what a page's head, text and address say about it.
struct PageFacts: Sendable {
    private let dateLine: DateLine
    private let tracking: TrackingParameters
    private let templates: PageTemplates

    init(_ resources: StageResources) {
        dateLine = DateLine(resources.lexicons)
        tracking = TrackingParameters(resources.codeLists["tracking_parameters"])
        templates = PageTemplates(resources.codeLists["publishing_systems"])
    }

    /// - Parameters:
    ///   - metrics: Those of the whole page, nothing dropped.
    ///   - readsText: Whether the date is looked for in the text: on a page of several stories each
    ///     has its own.
    func metadata(
        of tree: borrowing HTMLTree, _ own: PageMetadata, _ title: PageTitle,
        _ metrics: PageMetrics, fetchedFrom url: String?, readsText: Bool = true
    ) -> DocumentMetadata {
        var metadata = DocumentMetadata(givenURL: url, title: title.text(tree))
        let fetched = url.flatMap { PageAddress($0) }
        let address = PageAddress.canonical(
            given: own.address(fetchedFrom: url), fetched: fetched, tracking)
        metadata.url = address?.text ?? url
        let date = PublicationDate(
            own, metrics, tree, dateLine: dateLine, address: url ?? metadata.url,
            heading: title.heading, readsText: readsText)
        metadata.publishedDate = date.published
        metadata.publishedDateSource = date.source
        metadata.modifiedDate = date.modified
        metadata.declaredLanguage = own.declaredLanguage
        metadata.siteName = own.siteName
        metadata.publisherNames = PagePublisher.names(own, metrics, tree)
        metadata.template = templates.template(own, title, metrics, tree)
        return metadata
    }
}
