import Foundation
import StageTesting

@testable import Scoring

/// A made run over three pages, with gold: what each line is for stands beside it.
final class SmallRun {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (name, text) in Self.tables { try folder.write(text, to: "rows/\(name).csv") }
        try folder.write(Self.gold, to: "gold.jsonl")
    }

    func report() throws -> ScoreReport {
        var report = ScoreReport()
        report.add(
            try RunDatasets(folder: "\(folder.path)/rows"),
            gold: try GoldDocument.load("\(folder.path)/gold.jsonl"))
        return report
    }

    /// Replaces a part of one table.
    func replace(_ old: String, with new: String, in table: String) throws {
        let text = try folder.text(of: "rows/\(table).csv")
        try folder.write(text.replacingOccurrences(of: old, with: new), to: "rows/\(table).csv")
    }

    static let tables = [
        "documents": """
        doc_id,source_file,lang
        d1,pages/en/shelter.html,en
        d2,pages/es/puente.html,es

        """,
        // COUNTRY: one right, one of a place only (no mistake), one wrong, one in a contact block.
        // ORG: one under its key, one by its words alone, one wrong. COUNT: right, right value with
        // another qualifier, wrong. AGE: right.
        "mentions": """
        mention_id,doc_id,type,start,end,surface,kind,zone,norm_code,norm_value,low,high,qualifier,unit,rule_id,confidence
        m01,d1,COUNTRY,1,5,Peru,NAME,BODY,PER,,,,,,r,1
        m02,d1,COUNTRY,6,9,Swiss,DEMONYM,BODY,CHE,,,,,,r,1
        m03,d1,COUNTRY,6,9,Chad,NAME,BODY,TCD,,,,,,r,1
        m04,d1,COUNTRY,6,9,Mali,NAME,CONTACT,MLI,,,,,,r,1
        m05,d1,PLACE,6,9,Geneva,,BODY,CHE,,,,,,r,1
        m06,d1,ORG,6,9,the  Harbour House,,BODY,x-harbour,,,,,,r,1
        m07,d1,ORG,6,9,Open Road,,BODY,,,,,,,r,1
        m08,d1,ORG,6,9,Lake Bank,,BODY,,,,,,,r,1
        m09,d1,COUNT,6,9,12 women,,BODY,,12,12,12,EXACT,PERSONS,r,1
        m10,d1,COUNT,6,9,40,,BODY,,40,40,,EXACT,PERSONS,r,1
        m11,d1,COUNT,6,9,7,,BODY,,7,7,7,EXACT,PERSONS,r,1
        m12,d1,AGE,6,9,aged 12 to 17,,BODY,,,12,17,,YEARS,r,1

        """,
        "organisations": """
        org_id,name_en,acronym
        x-harbour,Harbour House,HH

        """,
        // On d1: right in all; right but for the sex; found with another indicator; a trap sprung.
        // On d2, where nothing is told: a false alarm.
        "observations": """
        obs_id,doc_id,indicator,value,low,high,value_text,qualifier,unit,statistic,population_role,sex,age_group,age_low,age_high,nationality,ref_area,origin_area,destination_area,exploitation,period_start,period_end,time_basis,period_source,attribution,parent_obs_id,flags,start,end,surface,rule_id,confidence
        o1,d1,VIC_RESCUED,12,12,12,,EXACT,PERSONS,COUNT,VICTIM,F,_T,,,PER;BOL,PER,,,_U,2019,2019,ANNUAL,TEXT,NONE,,,10,20,12 women,observation-victims,0.9
        o2,d1,VIC_RESCUED,40,40,,,MIN,PERSONS,COUNT,VICTIM,_T,_T,,,,PER,,,SEX,,,UNKNOWN,NONE,NONE,,PERIOD_UNKNOWN,30,40,more than 40 people,observation-victims,0.9
        o3,d1,VIC_DETECTED,5,5,5,,EXACT,PERSONS,COUNT,VICTIM,_T,CHILD,,17,,PER,,,_U,2019,2019,ANNUAL,TEXT,NONE,o1,,50,55,five,observation-part,0.5
        o4,d1,VIC_DETECTED,300,300,300,,EXACT,PERSONS,COUNT,VICTIM,_T,_T,,,,PER,,,_U,2019,2019,ANNUAL,TEXT,NONE,,,60,70,"300 guests, all invited",observation-victims,0.6
        o5,d1,TIP_TIER,,,,T2,EXACT,CODE,COUNT,NONE,_T,_T,,,,PER,,,_U,2019,2019,ANNUAL,TEXT,NONE,,,80,86,Tier 2,observation-tier,0.8
        o6,d2,CASE_REPORTED,3,3,3,,EXACT,CASES,COUNT,NONE,_T,_T,,,,ESP,,,_U,,,UNKNOWN,NONE,NONE,,PERIOD_UNKNOWN,5,9,tres casos,observation-cases,0.4

        """,
        "country_roles": """
        role_id,doc_id,iso3,role,stance,start,end,surface
        r1,d1,PER,ORIGIN,ASSERTED,1,5,Peru
        r2,d1,PER,TRANSIT,ASSERTED,1,5,Peru

        """,
        "flows": """
        flow_id,doc_id,origin_area,destination_area,stance,start,end,surface
        f1,d1,PER,CHL,ASSERTED,1,5,from Peru to Chile
        f2,d1,BOL,CHL,HEDGED,1,5,from Bolivia to Chile

        """,
    ]

    /// `retard` is a page that the run lacks.
    static let gold = [
        """
        {"id": "shelter", "lang": "en",
        "countries": [{"iso3": "PER", "via_place_only": false, "surfaces": [{"surface": "Peru"}]},
        {"iso3": "CHL", "surfaces": [{"surface": "Chilean"}]},
        {"iso3": "CHE", "via_place_only": true, "surfaces": [{"surface": "Geneva"}]}],
        "organisations": [{"name": "Harbour House", "acronym": null, "surfaces": ["The Harbour House"]},
        {"name": "Open Road Network", "surfaces": ["open road"]},
        {"name": "Night Bus", "surfaces": ["Night Bus"]}],
        "counts": [{"surface": "12 women", "value": 12, "low": 12, "high": 12, "qualifier": "EXACT"},
        {"surface": "more than 40", "value": 40, "low": 40, "high": null, "qualifier": "MIN"},
        {"surface": "hundreds", "value": null, "low": 100, "qualifier": "MAGNITUDE"}],
        "ages": [{"surface": "aged 12 to 17", "low": 12, "high": 17}],
        "observations": [
        {"indicator": "VIC_RESCUED", "surface": "12 women", "value": 12, "low": 12, "high": 12, "qualifier": "EXACT", "unit": "PERSONS", "population_role": "VICTIM", "sex": "F", "nationality": ["BOL", "PER"], "place": ["PER"], "exploitation": [], "period_start": "2019", "period_end": "2019", "time_basis": "ANNUAL"},
        {"indicator": "VIC_RESCUED", "surface": "more than 40", "value": 40, "low": 40, "qualifier": "MIN", "unit": "PERSONS", "population_role": "VICTIM", "sex": "M", "place": ["PER"], "exploitation": ["SEX"], "time_basis": "UNKNOWN"},
        {"indicator": "VIC_ASSISTED", "surface": "five of them", "value": 5, "low": 5, "high": 5, "qualifier": "EXACT", "unit": "PERSONS", "population_role": "VICTIM", "age_group": "CHILD", "age_high": 17, "place": ["PER"], "period_start": "2019", "period_end": "2019", "time_basis": "ANNUAL"},
        {"indicator": "TIP_TIER", "surface": "Tier 2", "value_text": "t2", "qualifier": "EXACT", "unit": "CODE", "population_role": "NONE", "place": ["PER"], "period_start": "2019", "period_end": "2019", "time_basis": "ANNUAL"}],
        "country_roles": [{"iso3": "PER", "role": "ORIGIN"}, {"iso3": "PER", "role": "TRANSIT", "stance": "NEGATED"}],
        "flows": [{"origin": "PER", "destination": "CHL", "stance": "ASSERTED"}],
        "traps": [{"surface": "300 guests"}, {"surface": "+00 11 22"}]}
        """,
        """
        {"id": "puente", "lang": "es", "countries": [], "organisations": [], "counts": [], "ages": [],
        "observations": [], "country_roles": [], "flows": [], "traps": []}
        """,
        """
        {"id": "retard", "lang": "fr", "countries": [{"iso3": "TGO"}], "organisations": [],
        "counts": [], "ages": [], "observations": [
        {"indicator": "VIC_RESCUED", "surface": "deux", "value": 2, "low": 2, "high": 2, "qualifier": "EXACT", "unit": "PERSONS", "population_role": "VICTIM"}],
        "country_roles": [], "flows": [{"origin": "TGO", "destination": "GAB"}], "traps": []}
        """,
    ]
    .map { $0.replacingOccurrences(of: "\n", with: " ") + "\n" }.joined()
}
