/// The table `contacts`: that there is a contact block and whose, never what is personal in it.
public enum ContactsTable {
    public static let schema = TableSchema(
        "contacts",
        "Contact blocks, WITHOUT personal data by default (see data protection).",
        [
            Column("contact_id", .string, required: true, "doc_id + running number"),
            .document,
            Column("org_id", .string, references: "organisations", "whose office it is"),
            Column("office_place", .string, "city of the office"),
            Column("country", .string, "from the name or dialling code"),
            Column("has_person", .boolean, required: true, "a person is named"),
            Column("has_phone", .boolean, required: true, "a telephone number is given"),
            Column("has_email", .boolean, required: true, "a mail address is given"),
            Column("email_domain", .string, "organisation domains only"),
            .start, .end,
        ])

    static func rows(of view: DocumentView) -> [Row] {
        let contacts = view.mentions(.contacts)
        return zip(view.record.keys("c", count: contacts.count), contacts).map { key, mention in
            let contact = mention.value
            let source = view.source(of: mention.span)
            return [
                .text(key), .text(view.record.documentID),
                Cell(contact.organisation?.id), Cell(contact.place), Cell(contact.country),
                .boolean(contact.hasPerson), .boolean(contact.hasPhone),
                .boolean(contact.hasEmail), Cell(contact.emailDomain),
                .integer(source.lowerBound), .integer(source.upperBound),
            ]
        }
    }
}
