import DocumentModel

/// An element name the parsing rules know; every other name is ``unknown``.
public enum HTMLTag: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    case unknown
    case a, abbr, acronym, address, annotationXML, applet, area, article, aside, audio
    case b, base, basefont, bdi, bdo, bgsound, big, blink, blockquote, body, br, button
    case canvas, caption, center, cite, code, col, colgroup, command
    case data, datalist, dd, del, desc, details, dfn, dialog, dir, div, dl, dt
    case em, embed, fieldset, figcaption, figure, font, footer, foreignObject, form, frame
    case frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, image, img, input, ins, kbd, keygen, label, legend, li, link, listing
    case main, malignmark, map, mark, marquee, math, menu, menuitem, meta, meter, mglyph
    case mi, mn, mo, ms, mtext, nav, nobr, noembed, noframes, noscript
    case object, ol, optgroup, option, output, p, param, picture, plaintext, pre, progress
    case q, rb, rp, rt, rtc, ruby, s, samp, script, search, section, select, slot, small
    case source, span, strike, strong, style, sub, summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt
    case u, ul, `var`, video, wbr, xmp

    /// The name as it stands in a page, in lower case; empty for ``unknown``.
    package var name: String { Self.names[Int(rawValue)] }

    /// In the order of the cases. Asking the cases themselves takes as long as reading some pages.
    private static let names: [String] = {
        let known = """
            a abbr acronym address annotation-xml applet area article aside audio b base basefont \
            bdi bdo bgsound big blink blockquote body br button canvas caption center cite code \
            col colgroup command data datalist dd del desc details dfn dialog dir div dl dt em \
            embed fieldset figcaption figure font footer foreignobject form frame frameset h1 h2 \
            h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd keygen label \
            legend li link listing main malignmark map mark marquee math menu menuitem meta meter \
            mglyph mi mn mo ms mtext nav nobr noembed noframes noscript object ol optgroup option \
            output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search \
            section select slot small source span strike strong style sub summary sup svg table \
            tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr \
            xmp
            """
        return [""] + known.utf8.split(separator: UInt8(ascii: " ")).map { String($0) ?? "" }
    }()

    /// What the parsing rules and the text rules need to know of an element.
    public struct Traits: OptionSet, Sendable {
        public let rawValue: UInt16

        @inlinable @inline(__always)
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        @inlinable @inline(__always)
        public func contains(_ member: Traits) -> Bool {
            rawValue & member.rawValue == member.rawValue
        }

        /// "Special" in the standard's sense: no end tag of another element closes it.
        static var special: Traits { Traits(rawValue: 1) }
        static var formatting: Traits { Traits(rawValue: 2) }
        /// Bounds the search for an open element.
        static var scope: Traits { Traits(rawValue: 4) }
        static var impliedEnd: Traits { Traits(rawValue: 8) }
        static var thoroughImpliedEnd: Traits { Traits(rawValue: 16) }
        static var void: Traits { Traits(rawValue: 32) }
        /// Bounds the search in the "list item" sense.
        static var listScope: Traits { Traits(rawValue: 64) }
        /// Its start tag ends foreign content.
        static var breaksOut: Traits { Traits(rawValue: 128) }
        /// Its content is text up to its end tag.
        static var rawText: Traits { Traits(rawValue: 256) }
    }

    /// Begins and ends a line of its own when shown.
    @inlinable @inline(__always)
    public var isBlock: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details,
            .dialog, .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form,
            .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html, .legend,
            .li, .listing, .main, .menu, .nav, .ol, .optgroup, .option, .p, .plaintext, .pre,
            .search, .section, .summary, .table, .tbody, .tfoot, .thead, .tr, .ul, .xmp:
            true
        default: false
        }
    }

    /// Its content is never shown.
    @inlinable @inline(__always)
    public var isHidden: Bool {
        switch self {
        case .applet, .area, .audio, .base, .canvas, .command, .datalist, .embed, .head,
            .iframe, .link, .meta, .noembed, .noframes, .object, .param, .rp, .rt,
            .script, .source, .style, .template, .title, .track, .video:
            true
        default: false
        }
    }

    @inline(__always)
    package var traits: Traits { Self.traitTable[Int(rawValue)] }

    private static let traitTable: [Traits] = {
        var table = [Traits](repeating: [], count: allCases.count)
        func set(_ traits: Traits, _ tags: [HTMLTag]) {
            for tag in tags { table[Int(tag.rawValue)].formUnion(traits) }
        }
        set(
            .special,
            [
                .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound,
                .blockquote, .body, .br, .button, .caption, .center, .col, .colgroup, .dd, .details,
                .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption, .figure, .footer, .form,
                .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr,
                .html, .iframe, .img, .input, .keygen, .li, .link, .listing, .main, .marquee,
                .menu, .meta, .nav, .noembed, .noframes, .noscript, .object, .ol, .p, .param,
                .plaintext, .pre, .script, .search, .section, .select, .source, .style, .summary,
                .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title, .tr,
                .track, .ul, .wbr, .xmp,
            ])
        set(
            .formatting,
            [
                .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u,
            ])
        set(
            .scope,
            [
                .applet, .caption, .html, .table, .td, .th, .marquee, .object, .select, .template,
            ])
        set(.listScope, [.ol, .ul])
        set(
            [.impliedEnd, .thoroughImpliedEnd],
            [
                .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc,
            ])
        set(
            .thoroughImpliedEnd,
            [
                .caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr,
            ])
        set(
            .void,
            [
                .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input,
                .keygen, .link, .meta, .param, .source, .track, .wbr,
            ])
        set(
            .breaksOut,
            [
                .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed,
                .h1, .h2, .h3, .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta,
                .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strong, .strike, .sub, .sup,
                .table, .tt, .u, .ul, .`var`,
            ])
        set(
            .rawText,
            [.iframe, .noembed, .noframes, .plaintext, .script, .style, .textarea, .title, .xmp])
        return table
    }()
}
