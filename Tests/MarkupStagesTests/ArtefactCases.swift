import Testing

/// Damage as scrapers leave it, and the text that must come of it.
struct Artefact: Sendable, CustomTestStringConvertible {
    enum Form: Sendable { case html, text }

    /// What kind of damage: failures are counted by it.
    let kind: String
    /// "en", "es", "fr", "pt"; "—" where the language plays no part.
    let language: String
    let form: Form
    let given: String
    let rest: String

    init(_ kind: String, _ language: String, html: String, _ rest: String) {
        (self.kind, self.language, form, given, self.rest) = (kind, language, .html, html, rest)
    }

    init(_ kind: String, _ language: String, text: String, _ rest: String) {
        (self.kind, self.language, form, given, self.rest) = (kind, language, .text, text, rest)
    }

    /// What stays as it is.
    init(keep kind: String, _ language: String, _ text: String) {
        self.init(kind, language, text: text, text)
    }

    var testDescription: String { "\(kind), \(language): \(given.prefix(60))" }
}

/// The address in code, as the proxy writes it: the first byte changes all others.
func coded(_ address: String, key: UInt8 = 0x5A) -> String {
    ([key] + address.utf8.map { $0 ^ key }).map {
        let digits = String($0, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

// MARK: Addresses and markup

let addressArtefacts: [Artefact] = [
    Artefact(
        "mail link", "en", text: "E-mail:\n\"mailto:desk@example.org\">desk@example.org",
        "E-mail:\ndesk@example.org"),
    Artefact(
        "mail link", "es",
        text: "Escriba a href=\"mailto:mesa@example.org?subject=Consulta\">mesa@example.org.",
        "Escriba a mesa@example.org."),
    Artefact(
        "mail link", "fr",
        text: "Écrivez à bureau@example.org<mailto:bureau@example.org> avant lundi.",
        "Écrivez à bureau@example.org avant lundi."),
    Artefact(
        "mail link", "pt", text: "Escreva a [a equipa](mailto:equipa@example.org) hoje.",
        "Escreva a a equipa hoje."),
    Artefact(
        "mail link", "en",
        text:
            "Write to \\u003ca href=\\u0022mailto:desk@example.org\\u0022\\u003edesk@example.org\\u003c/a\\u003e.",
        "Write to desk@example.org."),
    Artefact(
        "web link", "en",
        text: "See \"https://example.org/a?b=1&amp;c=2\" target=\"_blank\">the report.",
        "See the report."),
    Artefact(
        "web link", "es", text: "Vea el informe<https://example.org/informe> completo.",
        "Vea el informe completo."),
    Artefact(
        "web link", "fr", text: "Lisez [le rapport](https://example.org/rapport) du port.",
        "Lisez le rapport du port."),
    Artefact(
        "web link", "pt",
        text: "&lt;a href='https://example.org/x'&gt;O relatório&lt;/a&gt; saiu hoje.",
        "O relatório saiu hoje."),
    Artefact(
        "coded address", "en",
        html: "<p>Write to <a href=\"/cdn-cgi/l/email-protection\" class=\"__cf_email__\" "
            + "data-cfemail=\"\(coded("desk@example.org"))\">[email&#160;protected]</a> for help.",
        "Write to desk@example.org for help."),
    Artefact(
        "coded address", "es",
        html:
            "<p>Escriba a <a href=\"/cdn-cgi/l/email-protection#\(coded("mesa@example.org", key: 7))\">"
            + "<span class=__cf_email__ data-cfemail=\(coded("mesa@example.org", key: 7))>[email&nbsp;protected]"
            + "</span></a>.", "Escriba a mesa@example.org."),
    Artefact(
        "coded address", "fr",
        html: "<p>Écrivez à <a href=\"https://example.org/cdn-cgi/l/email-protection#"
            + "\(coded("bureau@example.org"))\">[email protected]</a> avant lundi.",
        "Écrivez à bureau@example.org avant lundi."),
    Artefact(
        "coded address", "pt",
        html: "<p><a href=\"/cdn-cgi/l/email-protection#\(coded("equipa@example.org"))\">Escreva à "
            + "equipa</a> do porto ainda hoje, por favor, antes das dez.",
        "Escreva à equipa do porto ainda hoje, por favor, antes das dez."),
    Artefact(
        "coded address", "en",
        html: "<p>It is <span data-cfemail=\"zz12\">[email&#160;protected]</span> here.",
        "It is [email\u{A0}protected] here."),
    Artefact(
        "spelled address", "en", text: "Write to desk [at] example [dot] org today.",
        "Write to desk@example.org today."),
    Artefact(
        "spelled address", "en", text: "Write to ana.ruiz(at)mail.example.org today.",
        "Write to ana.ruiz@mail.example.org today."),
    Artefact(
        "spelled address", "en", text: "Write to desk AT example DOT org today.",
        "Write to desk@example.org today."),
    Artefact(
        "spelled address", "en", text: "Write to desk at example dot org today.",
        "Write to desk@example.org today."),
    Artefact(
        "spelled address", "en", text: "Write to desk{at}example{dot}org or hall_at_example.org.",
        "Write to desk@example.org or hall@example.org."),
    Artefact(
        "spelled address", "es", text: "Escriba a mesa (arroba) ejemplo (punto) org hoy.",
        "Escriba a mesa@ejemplo.org hoy."),
    Artefact(
        "spelled address", "es", text: "Escriba a mesa arroba ejemplo punto org punto pe hoy.",
        "Escriba a mesa@ejemplo.org.pe hoy."),
    Artefact(
        "spelled address", "pt", text: "Escreva a mesa[arroba]exemplo[ponto]org[ponto]br hoje.",
        "Escreva a mesa@exemplo.org.br hoje."),
    Artefact(
        "spelled address", "fr", text: "Écrivez à bureau [arobase] exemple [point] fr demain.",
        "Écrivez à bureau@exemple.fr demain."),
    Artefact(
        "spelled address", "fr",
        text: "Écrivez à bureau[a]exemple.fr ou anne [point] roy [chez] exemple [point] fr.",
        "Écrivez à bureau@exemple.fr ou anne.roy@exemple.fr."),
    Artefact(
        "spelled address", "en", text: "E-mail: desk @ example.org, or desk[@]example[.]org now.",
        "E-mail: desk@example.org, or desk@example.org now."),
    Artefact(
        "spam trap", "en",
        html:
            "<p>Write to desk<span style=\"display:none\">null</span>@<!-- no robots -->example<b hidden>x</b>.org today.",
        "Write to desk@example.org today."),
    Artefact(
        "spam trap", "en", text: "Write to deskNOSPAM@example.org or hall@nospam.example.org.",
        "Write to desk@example.org or hall@example.org."),
    Artefact(
        "spam trap", "es", text: "Escriba a mesa.SINSPAM@example.org, mesa2@example.quitaesto.org.",
        "Escriba a mesa@example.org, mesa2@example.org."),
    Artefact(
        "spam trap", "fr", text: "Écrivez à bureau[PasDeSpam]@example.org demain.",
        "Écrivez à bureau@example.org demain."),
    Artefact(
        "spam trap", "pt", text: "Escreva a equipa-semspam@example.org hoje.",
        "Escreva a equipa@example.org hoje."),
    Artefact(
        "spam trap", "en",
        html:
            "<p>Write to <span style=\"unicode-bidi:bidi-override; direction: rtl\">gro.elpmaxe@ksed</span> today.",
        "Write to desk@example.org today."),
    Artefact(
        "escaped markup", "en", text: "&lt;p&gt;One &lt;em&gt;in&lt;/em&gt; two.&lt;/p&gt;",
        "One in two."),
    Artefact(
        "escaped markup", "es",
        text: "&amp;lt;p&amp;gt;Ni&amp;ntilde;as y ni&amp;amp;ntilde;os.&amp;lt;/p&amp;gt;",
        "Niñas y niños."),
    Artefact(
        "escaped markup", "pt",
        html:
            "<p>S&amp;atilde;o 12 v&amp;iacute;timas &amp;lt;b&amp;gt;no&amp;lt;/b&amp;gt; porto.",
        "São 12 vítimas no porto."),
    Artefact(
        "escaped markup", "fr", text: "Le minist\\u00e8re a recens\\u00e9 12 marins.",
        "Le ministère a recensé 12 marins."),
    Artefact(
        "escaped markup", "en",
        text:
            "Before.&lt;script type=&quot;text/javascript&quot;&gt;var a = 1;\nb(a);&lt;/script&gt; After.",
        "Before. After."),
    Artefact(
        "escaped markup", "en",
        text:
            "<!-- /* Font Definitions */ p.Body {margin:0cm; font-size:12.0pt;} -->\nThe port is open.",
        "The port is open."),
    Artefact(
        "escaped markup", "es", text: "<style>p > a { color: red }</style>El puerto abre hoy.",
        "El puerto abre hoy."),
    Artefact(
        "attribute remnant", "en", text: "vspace=\"1\"> With seven offices, it is large.",
        "With seven offices, it is large."),
    Artefact(
        "attribute remnant", "en", text: "alt=\"\" border=\"0\" height=\"12\">Port Vila is open.",
        "Port Vila is open."),
    Artefact(
        "attribute remnant", "es",
        text: "\"CLEAR: right; BORDER-RIGHT: rgb(0,51,153) 1px solid\">El puerto abre hoy.",
        "El puerto abre hoy."),
    Artefact(
        "attribute remnant", "fr", text: "images/pe20080704.jpg\" alt=\"\">Le port ouvre.",
        "Le port ouvre."),
    Artefact(
        "attribute remnant", "pt", text: "O porto style=\"margin:0cm\" lang=\"PT\">abriu hoje.",
        "O porto abriu hoje."),
]

// MARK: Characters

let characterArtefacts: [Artefact] = [
    Artefact(
        "unseen character", "en",
        text: "agri\u{AD}culture, ship\u{200B}ping and \u{200E}ports\u{200F}",
        "agriculture, shipping and ports"),
    Artefact(
        "unseen character", "es",
        text: "\u{FEFF}La agri\u{AD}cultura \u{202A}del sur\u{202C} y la \u{2066}costa\u{2069}.",
        "La agricultura del sur y la costa."),
    Artefact(
        "unseen character", "pt", html: "<p>A agri&shy;cultura e o trá&#8203;fico &lrm;no sul.",
        "A agricultura e o tráfico no sul."),
    Artefact(
        "unseen character", "fr", text: "L'agri¬culture et la naviga¬ tion du sud",
        "L'agriculture et la navigation du sud"),
    Artefact(
        "unseen character", "en",
        text: "The people of the port were traf\u{AD}\nficked by two lines.",
        "The people of the port were trafficked by two lines."),
    Artefact(
        "unseen character", "en", html: "<p>The people were traf&shy;<br>ficked by two lines.",
        "The people were trafficked by two lines."),
    Artefact(
        "wrong charset", "es", text: "MÃ©xico atendiÃ³ a 12 vÃ\u{AD}ctimas en la frontera.",
        "México atendió a 12 víctimas en la frontera."),
    Artefact(
        "wrong charset", "fr", text: "Lâ€™enquÃªte a commencÃ© Ã  Tanger â€“ enfin.",
        "L’enquête a commencé à Tanger – enfin."),
    Artefact(
        "wrong charset", "pt", text: "As vÃƒÂ­timas nÃƒÂ£o sÃƒÂ£o daqui.",
        "As vítimas não são daqui."),
    Artefact(
        "wrong charset", "en", text: "The ministry\u{92}s report \u{96} \u{93}at last\u{94} \u{85}",
        "The ministry’s report – “at last” …"),
    Artefact(
        "wrong charset", "es", html: "<p>La niÃ±ez y la migraciÃ³n: â€œun retoâ€\u{9D} en 2019.",
        "La niñez y la migración: “un reto” en 2019."),
    Artefact(
        "blanks", "en", text: "The  shelter \u{A0}has\u{A0}36   beds.",
        "The shelter has\u{A0}36 beds."),
    Artefact(
        "blanks", "es", text: "Eran trece ( dos menores ) , y hoy son diez .",
        "Eran trece (dos menores), y hoy son diez."),
    Artefact(
        "blanks", "fr", text: "Ils étaient treize (dont 37 % de femmes ), dit-il.",
        "Ils étaient treize (dont 37 % de femmes), dit-il."),
    Artefact(
        "glued words", "en",
        text: "They met officials.Fund staff came; so did he.Why?Nobody knows.",
        "They met officials. Fund staff came; so did he. Why? Nobody knows."),
    Artefact(
        "glued words", "es", text: "Dijo: «Son trece.»Los demás se fueron;La policía calló.",
        "Dijo: «Son trece.» Los demás se fueron; La policía calló."),
    Artefact(
        "glued words", "pt", text: "Foram 640 chamadas,das quais dez no Rio de Janeiro,25/07/2025.",
        "Foram 640 chamadas, das quais dez no Rio de Janeiro, 25/07/2025."),
    Artefact(
        "glued words", "es",
        text: "Dicen quiénes somosLos marinos del puerto; somos muchos.",
        "Dicen quiénes somos Los marinos del puerto; somos muchos."),
    Artefact(
        "glued words", "en", text: "You will find all of WHO WE AREThe office has worked here.",
        "You will find all of WHO WE ARE The office has worked here."),
]

// MARK: Lines

let lineArtefacts: [Artefact] = [
    Artefact(
        "broken number", "en",
        text: "The office of the port found more than 1,\n786 seafarers last year.",
        "The office of the port found more than 1,786 seafarers last year."),
    Artefact(
        "broken number", "es",
        text: "La oficina del puerto gastó en total 2,3\nmillones de dólares.",
        "La oficina del puerto gastó en total 2,3 millones de dólares."),
    Artefact(
        "broken number", "es",
        text: "La oficina del puerto encontró a 1.\n786 marinos el año pasado.",
        "La oficina del puerto encontró a 1.786 marinos el año pasado."),
    Artefact(
        "broken number", "fr", text: "Le bureau du port a recensé environ 3\n404 marins à bord.",
        "Le bureau du port a recensé environ 3 404 marins à bord."),
    Artefact(
        "broken number", "pt",
        text:
            "O escritório do porto registou um total de 96\ncasos no ano, mais 45\n% do que antes.",
        "O escritório do porto registou um total de 96 casos no ano, mais 45 % do que antes."),
    Artefact(
        "broken number", "en",
        text: "The office of the port found more than\n3,000 seafarers last year.",
        "The office of the port found more than 3,000 seafarers last year."),
    Artefact(
        "broken sentence", "en",
        text:
            "The harbour office has opened a second shelter for the\nseafarers who were held on board without pay this year.\nIt has 36 beds, and eleven seafarers from Vanuatu moved\nin on the first day.",
        "The harbour office has opened a second shelter for the seafarers who were held on board without pay this year. It has 36 beds, and eleven seafarers from Vanuatu moved in on the first day."
    ),
    Artefact(
        "broken sentence", "es",
        html:
            "<p>La oficina del puerto abrió un segundo albergue para los<br>marinos retenidos a bordo sin salario durante este año.<br>Tiene 36 camas, y once marinos llegaron el primer día<br>desde el sur.",
        "La oficina del puerto abrió un segundo albergue para los marinos retenidos a bordo sin salario durante este año. Tiene 36 camas, y once marinos llegaron el primer día desde el sur."
    ),
    Artefact(
        "broken sentence", "pt",
        text:
            "O escritório do porto abriu um abrigo para os\nmarinheiros no centro de Lisboa, e outro no sul do\npaís, para os que vêm de fora.",
        "O escritório do porto abriu um abrigo para os marinheiros no centro de Lisboa, e outro no sul do país, para os que vêm de fora."
    ),
    Artefact(
        "hyphenation", "en",
        text: "The office of the port fights human traf-\nficking on all of the ships.",
        "The office of the port fights human trafficking on all of the ships."),
    Artefact(
        "hyphenation", "en",
        text: "The office of the port lives on the co-\noperation of all the shipping lines.",
        "The office of the port lives on the co-operation of all the shipping lines."),
    Artefact(
        "hyphenation", "es",
        text: "La oficina del puerto atiende a las víc-\ntimas y también a otras víctimas.",
        "La oficina del puerto atiende a las víctimas y también a otras víctimas."),
    Artefact(
        "hyphenation", "fr",
        text: "Le bureau du port lutte contre l'exploi-\ntation sexuelle, mot par mot.",
        "Le bureau du port lutte contre l'exploitation sexuelle, mot par mot."),
    Artefact(
        "hyphenation", "pt",
        text: "O escritório do porto luta contra a explora¬\nção sexual e o trabalho forçado.",
        "O escritório do porto luta contra a exploração sexual e o trabalho forçado."),
    Artefact(
        "repeat", "en",
        text:
            "Harbour office opens second shelter\nThe shelter has 36 beds and is paid for by twelve lines.\nThe shelter has 36 beds and is paid for by twelve lines.\nIt is full.",
        "Harbour office opens second shelter\nThe shelter has 36 beds and is paid for by twelve lines.\nIt is full."
    ),
    Artefact(
        "repeat", "es",
        text:
            "Abren un albergue en el puerto\nUna mujer mira el mar desde el albergue nuevo del puerto viejo\nA woman looks at the sea from the new shelter in the old port\nUna mujer mira el mar desde el albergue nuevo del puerto viejo\nEl albergue tiene 36 camas y abre hoy.",
        "Abren un albergue en el puerto\nUna mujer mira el mar desde el albergue nuevo del puerto viejo\nA woman looks at the sea from the new shelter in the old port\nEl albergue tiene 36 camas y abre hoy."
    ),
    Artefact(
        "repeat", "fr",
        html:
            "<figure><img><figcaption>Le refuge du port, photo du bureau</figcaption></figure><p>Le refuge a 36 lits et ouvre ses portes ce matin, dit le bureau du port.</p><p>Il est plein, et douze marins attendent encore dehors, selon le bureau.</p><figure><img><figcaption>Le refuge du port, photo du bureau</figcaption></figure>",
        "Le refuge du port, photo du bureau\nLe refuge a 36 lits et ouvre ses portes ce matin, dit le bureau du port.\nIl est plein, et douze marins attendent encore dehors, selon le bureau."
    ),
    Artefact(
        "doubled title", "en",
        text:
            "Shelter opens in the port | Harbour Office\nShelter opens in the port\nThe shelter has 36 beds.",
        "Shelter opens in the port\nThe shelter has 36 beds."),
    Artefact(
        "doubled title", "es",
        text: "Abren un albergue\nABREN UN ALBERGUE\nEl albergue tiene 36 camas y abre hoy.",
        "Abren un albergue\nEl albergue tiene 36 camas y abre hoy."),
    Artefact(
        "doubled title", "pt",
        text: "Porto abre abrigo Porto abre abrigo\nO abrigo tem 36 camas e abre hoje.",
        "Porto abre abrigo\nO abrigo tem 36 camas e abre hoje."),
    Artefact(
        "doubled title", "fr",
        html:
            "<title>Un refuge ouvre au port - Le Bureau</title><article><h1>Un refuge ouvre au port</h1><h2>Un refuge ouvre au port</h2><p>Le refuge a 36 lits et ouvre ses portes ce matin, dit le bureau du port.</p></article>",
        "Un refuge ouvre au port\nLe refuge a 36 lits et ouvre ses portes ce matin, dit le bureau du port."
    ),
]

// MARK: Furniture

let furnitureArtefacts: [Artefact] = [
    Artefact(
        "share text", "en",
        text:
            "Shelter opens in port\nShare on Facebook\nShare this story\nClick to share on Twitter (Opens in new window)\nPrint this article\nIt has 36 beds for seafarers.",
        "Shelter opens in port\nIt has 36 beds for seafarers."),
    Artefact(
        "share text", "es",
        text:
            "Abren un albergue en el puerto\nCompartir en WhatsApp\nHaz clic para compartir en Twitter (Se abre en una ventana nueva)\nImprimir esta noticia\nEl albergue tiene 36 camas.",
        "Abren un albergue en el puerto\nEl albergue tiene 36 camas."),
    Artefact(
        "share text", "fr",
        text:
            "Un refuge ouvre au port\nPartager sur Facebook\nCliquez pour partager sur Twitter(ouvre dans une nouvelle fenêtre)\nImprimer l'article\nIl a 36 lits pour les marins.",
        "Un refuge ouvre au port\nIl a 36 lits pour les marins."),
    Artefact(
        "share text", "pt",
        text:
            "Porto abre abrigo para marinheiros\nCompartilhe no WhatsApp\nClique para compartilhar no Twitter(abre em nova janela)\nVersão para impressão\nO abrigo tem 36 camas.",
        "Porto abre abrigo para marinheiros\nO abrigo tem 36 camas."),
    Artefact(
        "share text", "es",
        text:
            "Abren un albergue en el puerto\n1220 0\nTuitear 14\nA +  A -\nInicio desactivado Inicio desactivado\nEl albergue tiene 36 camas.\nDeja una respuesta",
        "Abren un albergue en el puerto\nEl albergue tiene 36 camas."),
    Artefact(
        "scraper header", "en", text: " date 2018-01 Harbour office opens shelter. It has 36 beds.",
        "Harbour office opens shelter. It has 36 beds."),
    Artefact(
        "scraper header", "en",
        text:
            "URL: https://example.org/a\nTitle: Harbour office opens shelter\nAuthor: desk\nDate: 2018-01-05T10:00:00Z\n\nIt has 36 beds for seafarers.",
        "Harbour office opens shelter\nIt has 36 beds for seafarers."),
    Artefact(
        "scraper header", "es",
        text:
            "---\ntítulo: \"Abren un albergue en el puerto\"\nfecha: 2018-01-05\n---\nEl albergue tiene 36 camas.",
        "Abren un albergue en el puerto\nEl albergue tiene 36 camas."),
    Artefact(
        "scraper header", "pt",
        text:
            "url: http://example.org/b\ndata: 2018-01-05\nPorto abre abrigo para marinheiros\nO abrigo tem 36 camas.",
        "Porto abre abrigo para marinheiros\nO abrigo tem 36 camas."),
    Artefact(
        "navigation", "en",
        text:
            "-\nWho we are\nWHO WE AREThe office has worked since 1932 in 41 ports and has 12 lines.\n-\nWhat We Do\nWhat We Do\n- Agenda 2040\nHarbour Office Opens Second Shelter\nThe shelter has 36 beds for seafarers.",
        "Harbour Office Opens Second Shelter\nThe shelter has 36 beds for seafarers."),
    Artefact(
        "navigation", "fr",
        text:
            "Accueil\nAccueil\nQui sommes-nous\nQui sommes-nous\nNos actions\nNos actions\nUn refuge ouvre au port\nIl a 36 lits pour les marins.",
        "Un refuge ouvre au port\nIl a 36 lits pour les marins."),
    Artefact(
        "template label", "es",
        text:
            "Comunicado\nGlobal\nAbren un albergue en el puerto\nEl albergue tiene 36 camas y abre hoy.",
        "Abren un albergue en el puerto\nEl albergue tiene 36 camas y abre hoy."),
    Artefact(
        "template label", "fr",
        text: "Communiqué\nGlobal\nUn refuge ouvre au port\nIl a 36 lits pour les marins.",
        "Un refuge ouvre au port\nIl a 36 lits pour les marins."),
    Artefact(
        "script", "en",
        text:
            "Harbour office opens shelter\nIt has 36 beds for seafarers.\nvar _q = _q || []; _q.push(['x', 'y']);\n(function(){var s=document.createElement('script');})();\n#menu li { margin: 0; color: red; }",
        "Harbour office opens shelter\nIt has 36 beds for seafarers."),
    Artefact(
        "cookie notice", "pt",
        text:
            "Porto abre abrigo para marinheiros\nO abrigo tem 36 camas.\nEste site utiliza cookies para melhorar a sua visita.",
        "Porto abre abrigo para marinheiros\nO abrigo tem 36 camas."),
    Artefact(
        "rights", "en",
        text:
            "Harbour office opens shelter\nIt has 36 beds.\nCopyright 2016 Harbour Office. All rights reserved.",
        "Harbour office opens shelter\nIt has 36 beds."),
]
