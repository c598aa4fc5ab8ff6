import DocumentModel
import Testing

/// Whom figures count, where, and what for, in sentences of our own.
@Suite struct ObservationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let language: LanguageCode
        let summaries: [String]

        init(_ text: String, _ language: LanguageCode, _ summaries: [String]) {
            self.text = text
            self.language = language
            self.summaries = summaries
        }

        var testDescription: String { text }

        func expectReads() throws {
            let document = try RelatedText.document(text, language)
            let found = document[.observations].map(\.value.summary)
            #expect(found == summaries, "\(text)")
        }
    }

    // MARK: Whom

    @Test(arguments: [
        Case(
            "In 2015 the police of Kenya identified 40 victims of trafficking; 25 were women, nine were men and six were girls.",
            .english,
            [
                "VIC_DETECTED 40 VICTIM @KEN", "VIC_DETECTED 25 VICTIM F ADULT @KEN",
                "VIC_DETECTED 9 VICTIM M ADULT @KEN", "VIC_DETECTED 6 VICTIM F CHILD @KEN",
            ]),
        // Women and men who make up the whole have the children among them.
        Case(
            "The foundation assisted 80 victims of trafficking in Peru. Of these, 50 were women and 30 were men; 12 were children.",
            .english,
            [
                "VIC_ASSISTED 80 VICTIM @PER", "VIC_ASSISTED 50 VICTIM F @PER",
                "VIC_ASSISTED 30 VICTIM M @PER", "VIC_ASSISTED 12 VICTIM CHILD @PER",
            ]),
        Case(
            "Em 2016 Portugal sinalizou 80 vítimas de tráfico. Os homens eram 60 e as mulheres 20.",
            .portuguese,
            [
                "VIC_DETECTED 80 VICTIM @PRT", "VIC_DETECTED 60 VICTIM M @PRT",
                "VIC_DETECTED 20 VICTIM F @PRT",
            ]),
        // What a count says of the one after it.
        Case(
            "Police in Ghana freed 31 boys and 12 girls from forced labour.", .english,
            ["VIC_RESCUED 31 VICTIM M CHILD @GHA LAB", "VIC_RESCUED 12 VICTIM F CHILD @GHA LAB"]),
        Case(
            "A court in Togo convicted nine traffickers, four of them Nigerians.", .english,
            ["PERS_CONVICTED 9 PERPETRATOR @TGO", "PERS_CONVICTED 4 PERPETRATOR NGA @TGO"]),
        Case(
            "Au Maroc, la police a arrêté douze trafiquants et cinq ont été condamnés pour traite.",
            .french, ["PERS_ARRESTED 12 PERPETRATOR @MAR", "PERS_CONVICTED 5 PERPETRATOR @MAR"]),
        Case(
            "Latvia identified 19 trafficking victims in 2018, compared with 28 in 2017.", .english,
            ["VIC_DETECTED 19 VICTIM @LVA", "VIC_DETECTED 28 VICTIM @LVA"]),
        // Calls are nobody's victims.
        Case(
            "The hotline against trafficking in Malta received 300 calls; one call in four was about work abroad.",
            .english, ["HOTLINE_CALLS 300 CALLER @MLT", "OTHER 25 CALLER @MLT"]),
    ])
    func readsWhomAFigureCounts(_ example: Case) throws { try example.expectReads() }

    // MARK: Nationality and place

    @Test(arguments: [
        Case(
            "The shelter in Lima assisted 60 victims of trafficking: 41 Bolivians, twelve Ecuadorians and seven Colombians, aged 15 to 40.",
            .english,
            [
                "VIC_ASSISTED 60 VICTIM @PER", "VIC_ASSISTED 41 VICTIM BOL @PER BOL>PER",
                "VIC_ASSISTED 12 VICTIM ECU @PER ECU>PER",
                "VIC_ASSISTED 7 VICTIM COL @PER COL>PER", "VIC_AGE 15–40 VICTIM @PER",
            ]),
        Case(
            "A polícia do Brasil resgatou 57 pessoas do trabalho escravo; 31 eram haitianos e 26 bolivianos.",
            .portuguese,
            [
                "VIC_RESCUED 57 VICTIM @BRA LAB", "VIC_RESCUED 31 VICTIM HTI @BRA HTI>BRA LAB",
                "VIC_RESCUED 26 VICTIM BOL @BRA BOL>BRA LAB",
            ]),
        Case(
            "En Panamá, 21 colombianas fueron identificadas como víctimas de trata.", .spanish,
            ["VIC_DETECTED 21 VICTIM F COL @PAN COL>PAN"]),
        // Estimates are of where people are exploited.
        Case(
            "Thousands of Nepalese girls are trafficked to India every year for sexual exploitation.",
            .english, ["VIC_ESTIMATED 1000–… VICTIM F CHILD NPL @IND NPL>IND SEX"]),
        Case(
            "Des milliers de fillettes togolaises sont exploitées au Gabon comme domestiques.",
            .french, ["VIC_ESTIMATED 1000–… VICTIM F CHILD TGO @GAB TGO>GAB DOM"]),
        // Those who learn and teach have no nationality that counts.
        Case(
            "The police of Kenya trained 30 officers from Uganda on human trafficking.", .english,
            ["TRAINED 30 OFFICIAL @KEN"]),
        Case(
            "La OIM capacitó en Quito a 40 jueces de Colombia y el Perú sobre trata de personas.",
            .spanish, ["TRAINED 40 OFFICIAL @ECU"]),
        Case(
            "Trente agents venus du Mali ont suivi à Dakar une formation sur la traite des personnes.",
            .french, ["TRAINED 30 OFFICIAL @SEN"]),
    ])
    func readsNationalityAndPlace(_ example: Case) throws { try example.expectReads() }

    // MARK: What for

    @Test(arguments: [
        Case(
            "La policía de Honduras rescató a 35 niñas víctimas de trata, la mayoría de ellas explotadas en la mendicidad.",
            .spanish,
            [
                "VIC_RESCUED 35 VICTIM F CHILD @HND BEG",
                "VIC_SHARE 50–100 VICTIM F CHILD @HND BEG",
            ]),
        // The purpose of a part is not that of its whole.
        Case(
            "Moldova identified 64 victims of trafficking. Most of them were women, and 20 were exploited for begging.",
            .english,
            [
                "VIC_DETECTED 64 VICTIM @MDA", "VIC_SHARE 50–100 VICTIM F @MDA",
                "VIC_DETECTED 20 VICTIM @MDA BEG",
            ]),
        Case(
            "Trafficking is a crime. About 5,000 Georgians pick fruit on plantations in Poland.",
            .english, []),
    ])
    func readsPurposes(_ example: Case) throws { try example.expectReads() }
}

extension Observation {
    /// What a figure counts, of whom and where, without what is left open:
    /// `VIC_RESCUED 12 VICTIM F ADULT PER @CHL PER>CHL LAB`.
    fileprivate var summary: String {
        var words = [indicator, "\(figure)"]
        if populationRole != "NONE" { words.append(populationRole) }
        if sex != "_T" { words.append(sex) }
        if ageGroup != "_T" { words.append(ageGroup) }
        if !nationality.isEmpty { words.append(nationality.joined(separator: ";")) }
        if !referenceArea.isEmpty { words.append("@" + referenceArea.joined(separator: ";")) }
        if originArea != nil || destinationArea != nil {
            words.append("\(originArea ?? "?")>\(destinationArea ?? "?")")
        }
        if !exploitation.isEmpty { words.append(exploitation.joined(separator: ";")) }
        return words.joined(separator: " ")
    }
}
