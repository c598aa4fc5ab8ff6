import DocumentModel
import Testing

@Suite struct DatasetRowsTests {
    private static let iom = Organisation(
        id: "iom", name: "International Organization for Migration", acronym: "IOM", type: "IGO",
        country: nil)
    private static let lima = Organisation(
        id: "iom-lima", name: "IOM Lima", acronym: nil, type: "IGO", country: "PER",
        parents: [iom])

    /// A record of one body zone.
    private func record(
        _ text: String, metadata: DocumentMetadata = DocumentMetadata(),
        zones: [Mention<Zone>]? = nil, remarks: [Document.SourceRemark] = [],
        _ attach: (Document) -> Document = { $0 }
    ) -> DocumentRecord {
        let whole = TextSpan(0..<text.utf8.count)
        let document = Document(
            location: PageLocation(rawValue: "a.txt"), metadata: metadata, text: Array(text.utf8),
            offsets: .identity(length: text.utf8.count),
            zones: zones ?? [Mention(whole, .body)], remarks: remarks)
        return DocumentRecord(
            documentID: "0123456789abcdef", sourceFile: "a.txt", byteCount: text.utf8.count,
            textSHA256: "feed", toolVersion: "1+x", document: attach(document),
            rules: [LayerKey.countries.name: "tag-countries"])
    }

    private func span(_ part: String, in text: String) -> TextSpan {
        let bytes = Array(text.utf8)
        let wanted = Array(part.utf8)
        let start = (0...(bytes.count - wanted.count)).first {
            Array(bytes[$0..<($0 + wanted.count)]) == wanted
        }
        return TextSpan((start ?? 0)..<((start ?? 0) + wanted.count))
    }

    private func cell(_ column: String, _ row: Row, _ schema: TableSchema) -> Cell? {
        schema.columns.firstIndex { $0.name == column }.map { row[$0] }
    }

    @Test func declaresEveryKeyAndTableOnce() {
        let names = datasetSchemas.map(\.name)
        #expect(Set(names).count == names.count)
        for schema in datasetSchemas {
            #expect(Set(schema.columns.map(\.name)).count == schema.columns.count)
            #expect(schema.key.isRequired && schema.key.type == .string)
            #expect(schema.columns.allSatisfy { !$0.meaning.isEmpty })
            for table in schema.columns.compactMap(\.foreignTable) {
                #expect(names.contains(table))
            }
        }
    }

    @Test func fillsEveryColumn() {
        let text = "IOM Lima says 12 girls were taken from Peru to Chile in 2008, call 0044 20."
        let rows = fullRecord(text).rows()
        for schema in datasetSchemas {
            let table =
                schema.name == "organisations"
                ? OrganisationsTable.rows([Self.lima: 1]) : rows.tables[schema.name] ?? []
            #expect(schema.name == "figure_clusters" || !table.isEmpty)
            for row in table {
                #expect(row.count == schema.columns.count)
                for (column, cell) in zip(schema.columns, row) {
                    #expect(!column.isRequired || cell != .null, "\(schema.name).\(column.name)")
                    #expect(cell.fits(column.type), "\(schema.name).\(column.name)")
                }
            }
            #expect(table.map(\.[0].string) == table.map(\.[0].string).sorted())
        }
        #expect(rows.organisations == [Self.lima])
    }

    private func fullRecord(_ text: String) -> DocumentRecord {
        record(text) { document in
            var observation = Observation(
                indicator: "VIC_DETECTED", figure: .exact(12), unit: "PERSONS",
                populationRole: "VICTIM", rule: "count-noun", confidence: 0.9)
            observation.flags = ["TITLE", "HEDGED"]
            var part = observation
            part.parent = 0
            var flow = Flow(origin: "PER", destination: "CHL", confidence: 0.8)
            flow.observation = 0
            let evidence = span("12 girls were taken from Peru to Chile in 2008", in: text)
            return
                document
                .adding(
                    [Mention(evidence, observation), Mention(evidence, part)], to: .observations
                )
                .adding([Mention(evidence, flow)], to: .flows)
                .adding(
                    [Mention(evidence, CountryRole(iso3: "PER", role: .origin, confidence: 1))],
                    to: .countryRoles
                )
                .adding(
                    [
                        Mention(
                            span("call 0044 20", in: text),
                            ContactReading(
                                organisation: Self.lima, place: nil, country: nil,
                                hasPerson: false, hasPhone: true, hasEmail: false,
                                emailDomain: nil))
                    ], to: .contacts
                )
                .adding([Mention(span("0044 20", in: text), AddressKind.phone)], to: .addresses)
                .adding(
                    [
                        Mention(
                            span("Peru", in: text), CountryReading(iso3: "PER", kind: .name)),
                        Mention(
                            span("Chile", in: text), CountryReading(iso3: "CHL", kind: .name)),
                    ], to: .countries
                )
                .adding([Mention(span("IOM Lima", in: text), Self.lima)], to: .organisations)
                .adding(
                    [
                        Mention(
                            TextSpan(0..<0),
                            DocumentWarning("SUM_MISMATCH", "Parts do not add up.", observation: 1))
                    ], to: .warnings)
        }
    }

    @Test func resolvesWhatFindingsPointTo() {
        let text = "IOM Lima says 12 girls were taken from Peru to Chile in 2008, call 0044 20."
        let tables = fullRecord(text).rows().tables
        let observations = tables["observations"] ?? []
        #expect(observations.map(\.[0].string) == ["0123456789abcdef-o01", "0123456789abcdef-o02"])
        #expect(
            cell("parent_obs_id", observations[1], ObservationsTable.schema)
                == .text("0123456789abcdef-o01"))
        #expect(
            cell("flags", observations[0], ObservationsTable.schema) == .text("HEDGED;TITLE"))
        #expect(cell("exploitation", observations[0], ObservationsTable.schema) == .text("_U"))
        #expect(
            cell("obs_id", tables["flows"]?[0] ?? [], FlowsTable.schema)
                == .text("0123456789abcdef-o01"))
        let warning = tables["warnings"]?.first { $0[2] == .text("SUM_MISMATCH") } ?? []
        #expect(cell("obs_id", warning, WarningsTable.schema) == .text("0123456789abcdef-o02"))
        #expect(cell("start", warning, WarningsTable.schema) == .null)
    }

    @Test func widensKeysSoThatTheirOrderIsReadingOrder() {
        let text = String(repeating: "Peru ", count: 1200)
        let rows =
            record(text) { document in
                document.adding(
                    (0..<1200).map {
                        Mention(
                            TextSpan(($0 * 5)..<($0 * 5 + 4)),
                            CountryReading(iso3: "PER", kind: .name))
                    }, to: .countries)
            }.rows().tables["mentions"] ?? []
        #expect(rows.first?[0] == .text("0123456789abcdef-m0001"))
        #expect(rows.last?[0] == .text("0123456789abcdef-m1200"))
        #expect(
            rows.last.flatMap { cell("rule_id", $0, MentionsTable.schema) }
                == .text("tag-countries"))
    }

    // What is personal stays out of every table.

    @Test(arguments: [
        ("write to ⟦a@b.example⟧ today", "write to"), ("⟦a@b.example⟧ answers", nil),
        ("nothing  personal\there", "nothing personal here"),
    ])
    func cutsEvidenceBeforeAddresses(marked: String, surface: String?) {
        let parts = marked.split(separator: "⟦").joined().split(separator: "⟧").joined()
        let text = String(parts)
        let rows =
            record(text) { document in
                let address = span("a@b.example", in: text)
                let hasAddress = marked.contains("⟦")
                return
                    document
                    .adding(hasAddress ? [Mention(address, AddressKind.email)] : [], to: .addresses)
                    .adding(
                        [
                            Mention(
                                TextSpan(0..<text.utf8.count),
                                CountryRole(iso3: "PER", role: .origin, confidence: 1))
                        ], to: .countryRoles)
            }.rows().tables["country_roles"] ?? []
        #expect(
            cell("surface", rows[0], CountryRolesTable.schema) == surface.map(Cell.text) ?? .null)
    }

    @Test func givesNoFiguresFromAddresses() {
        let text = "Call 511 444 or a@b.example, 511 people did"
        let rows =
            record(text) { document in
                let number = NumberReading(form: .percent, value: 511, hasDigits: true)
                return
                    document
                    .adding(
                        [
                            Mention(span("511 444", in: text), AddressKind.phone),
                            Mention(span("a@b.example", in: text), AddressKind.email),
                        ], to: .addresses
                    )
                    .adding([Mention(span("511", in: text), number)], to: .numbers)
                    .adding(
                        [
                            Mention(
                                TextSpan(29..<32),
                                CountReading(
                                    figure: .exact(511), unit: "PERSONS", role: "OTHER", head: nil))
                        ], to: .counts)
            }.rows().tables["mentions"] ?? []
        #expect(rows.map { $0[2] } == [.text("PHONE"), .text("EMAIL"), .text("COUNT")])
        #expect(rows.map { $0[5] } == [.null, .null, .text("511")])
    }

    @Test func cutsSurfacesOnCharacterBoundaries() {
        let text = String(repeating: "ñ", count: 200)
        let rows =
            record(text) { document in
                document.adding(
                    [
                        Mention(
                            TextSpan(0..<400),
                            CountryRole(iso3: "PER", role: .origin, confidence: 1))
                    ], to: .countryRoles)
            }.rows().tables["country_roles"] ?? []
        #expect(
            cell("surface", rows[0], CountryRolesTable.schema)
                == .text(String(repeating: "ñ", count: 120)))
    }

    // Warnings and what is set aside.

    @Test func mergesRemarksOfOneCode() {
        let remark = { (start: Int) in
            Document.SourceRemark(
                code: "HTML_REMNANT", message: "A link is broken.",
                source: SourceSpan(start..<(start + 1)))
        }
        let metadata = DocumentMetadata(isListing: true, flags: ["truncated:depth"])
        let rows =
            record("abc", metadata: metadata, remarks: [remark(1), remark(2)]).rows()
            .tables["warnings"] ?? []
        #expect(
            rows.map { $0[2] } == [
                .text("DATE_UNKNOWN"), .text("LISTING_PAGE"), .text("TRUNCATED"),
                .text("HTML_REMNANT"),
            ])
        #expect(rows[3][4] == .integer(1))
        #expect(rows[3][6] == .text("A link is broken (2 times)."))
    }

    @Test func keepsARowOfWhatIsSetAside() {
        let record = DocumentRecord(
            documentID: "0123456789abcdef", sourceFile: "a.txt", byteCount: 0, textSHA256: "feed",
            toolVersion: "1+x",
            setAside: DocumentRecord.SetAside(reason: "EMPTY", message: "the page holds no bytes"))
        let tables = record.rows().tables
        #expect(tables.keys.sorted() == ["documents", "warnings"])
        #expect(tables["warnings"]?[0][2] == .text("SET_ASIDE_EMPTY"))
        #expect(tables["warnings"]?[0][6] == .text("The page holds no bytes."))
        #expect(
            cell("n_warnings", tables["documents"]?[0] ?? [], DocumentsTable.schema) == .integer(1))
    }

    @Test func notesCopies() {
        let rows = record("abc").rows().noting(copies: ["b.txt", "c.txt"])
        let warnings = rows.tables["warnings"] ?? []
        #expect(
            warnings.map { $0[2] } == [
                .text("DATE_UNKNOWN"), .text("DUPLICATE_PAGE"), .text("DUPLICATE_PAGE"),
            ])
        #expect(warnings.last?[0] == .text("0123456789abcdef-w03"))
        #expect(
            cell("n_warnings", rows.tables["documents"]?[0] ?? [], DocumentsTable.schema)
                == .integer(3))
    }

    @Test func countsOrganisationsAndListsTheirParents() {
        let rows = OrganisationsTable.rows([Self.lima: 2, Self.iom: 1])
        #expect(rows.map { $0[0] } == [.text("iom"), .text("iom-lima")])
        #expect(rows.map { $0[6] } == [.integer(1), .integer(2)])
        #expect(
            OrganisationsTable.rows([Self.lima: 2]).map { $0[6] } == [.integer(0), .integer(2)])
    }

    @Test func takesTheBodyFromItsZones() {
        let text = "Title\nFirst.\nCall us\nLast."
        let zones = [
            Mention(TextSpan(0..<5), Zone.title), Mention(TextSpan(6..<12), .body),
            Mention(TextSpan(13..<20), .contact), Mention(TextSpan(21..<26), .body),
        ]
        let row = record(text, zones: zones).rows().tables["documents"]?[0] ?? []
        #expect(cell("title", row, DocumentsTable.schema) == .text("Title"))
        #expect(cell("body_start", row, DocumentsTable.schema) == .integer(6))
        #expect(cell("body_end", row, DocumentsTable.schema) == .integer(26))
    }
}

extension Cell {
    fileprivate var string: String {
        if case .text(let text) = self { return text }
        return ""
    }

    fileprivate func fits(_ type: Column.ValueType) -> Bool {
        switch (self, type) {
        case (.null, _), (.text, .string), (.integer, .integer), (.number, .number),
            (.boolean, .boolean):
            true
        default: false
        }
    }
}
