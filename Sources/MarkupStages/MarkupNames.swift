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

    /// Elements whose content is no text.
    static let rawTextTags = names("script style")

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

    private static func names(_ list: String) -> Set<String> {
        Set(list.split(separator: " ").map(String.init))
    }
}
