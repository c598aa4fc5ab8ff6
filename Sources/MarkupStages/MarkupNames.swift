/// The names by which markup that became text is told from prose.
enum MarkupNames {
    static let blockTags = names(
        """
        address article aside blockquote body br caption center dd div dl dt fieldset figcaption \
        figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main nav ol \
        option p pre section select table tbody td tfoot th thead title tr ul
        """)

    static let inlineTags = names(
        """
        a abbr acronym area b base basefont big button cite code del dfn em embed font i img input \
        ins kbd label link map meta noscript object param q s samp script small span strike strong \
        style sub sup svg textarea time tt u var wbr
        """)

    /// The prefixes of the elements that word processors leave: `<o:p>`, `<st1:place>`.
    static let tagPrefixes = names("o st1 st2 u1 u2 v w m x")

    static let attributes = names(
        """
        abbr accesskey action align allowfullscreen alt background bgcolor border bordercolor \
        cellpadding cellspacing class clear colspan content coords datetime dir face frame \
        frameborder headers height href hreflang hspace id lang language loading longdesc \
        marginheight marginwidth media name nowrap onclick onload onmouseout onmouseover rel role \
        rowspan rules scope scrolling shape sizes src srcset start style summary tabindex target \
        title type usemap valign vspace width xmlns
        """)

    /// Attributes that may stand without a value.
    static let bareAttributes = names(
        "allowfullscreen checked compact disabled hidden ismap noshade nowrap selected")

    /// How the names of style properties begin.
    static let styleProperties = [
        "background", "border", "clear", "color", "display", "float", "font", "height", "layout-",
        "letter-spacing", "line-height", "list-style", "margin", "max-", "min-", "mso-", "outline",
        "overflow", "padding", "page-break", "position", "text-", "vertical-align", "white-space",
        "width", "word-", "z-index",
    ].map { Array($0.utf8) }

    /// Character references by name: those of HTML 4, which are what broken pages leave.
    static let references: [String: UInt32] = {
        var table: [String: UInt32] = [
            "quot": 0x22, "amp": 0x26, "apos": 0x27, "lt": 0x3C, "gt": 0x3E, "OElig": 0x152,
            "oelig": 0x153, "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178, "circ": 0x2C6,
            "tilde": 0x2DC, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "zwnj": 0x200C,
            "zwj": 0x200D, "lrm": 0x200E, "rlm": 0x200F, "ndash": 0x2013, "mdash": 0x2014,
            "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D,
            "bdquo": 0x201E, "dagger": 0x2020, "Dagger": 0x2021, "bull": 0x2022, "hellip": 0x2026,
            "permil": 0x2030, "prime": 0x2032, "Prime": 0x2033, "lsaquo": 0x2039, "rsaquo": 0x203A,
            "euro": 0x20AC, "trade": 0x2122, "larr": 0x2190, "rarr": 0x2192, "minus": 0x2212,
            "ne": 0x2260, "le": 0x2264, "ge": 0x2265,
        ]
        let latin = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg \
            plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
            iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml \
            Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash \
            Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring \
            aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve \
            oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
            """
        for (index, name) in latin.split(separator: " ").enumerated() {
            table[String(name)] = 0xA0 + UInt32(index)
        }
        return table
    }()

    private static func names(_ list: String) -> Set<String> {
        Set(list.split(separator: " ").map(String.init))
    }
}
