// MARK: What must stay

/// Text that looks like damage and is none.
let keptText: [Artefact] = [
    Artefact(
        keep: "address in prose", "en", "Write to desk@example.org or to hall@mail.example.org."),
    Artefact(
        keep: "address in prose", "en",
        "The desk at example.org opened at noon. Look at example.org for it."),
    Artefact(
        keep: "address in prose", "es",
        "Cada trabajador(a) cobra; niños(as) no. Vea example.org hoy."),
    Artefact(keep: "address in prose", "fr", "Il vit chez Paul à ce point de la ville, dit-on."),
    Artefact(
        keep: "address in prose", "en",
        "Our filter is nospam@example.org; the host is antispam.example.org."),
    Artefact(
        keep: "address in prose", "en", "A stay-at-home order (at sea) was at one point dot-shaped."
    ),
    Artefact(
        keep: "address in prose", "en", "Meet me @ the port, says @harbour_office to user@ once."),
    Artefact(keep: "address in prose", "en", "Contact: [email protected]"),
    Artefact(
        keep: "markup in prose", "en", "For p < 0.05 and n > 30, a <b and c> d, and AT&T; see R&D."),
    Artefact(
        keep: "markup in prose", "en",
        "The form says name=\"Ana\" and path C:\\users\\new and \"no\" > yes."),
    Artefact(keep: "price", "en", "It cost $1,200.50, then €3.404,10, or 12,50 each (2 for 5.00)."),
    Artefact(keep: "price", "es", "Pagó S/ 1.200,50 y luego $ 3 404 por 1,5 kg."),
    Artefact(
        keep: "legal numbering", "en",
        "Under Art. 3.2.1(a)(iv) and s.12A, No.45/2003, para.7 holds."),
    Artefact(
        keep: "legal numbering", "es",
        "El art.17 de la Ley N.º28950, D.S.007-2008-IN, num.3.a, rige."),
    Artefact(
        keep: "legal numbering", "fr",
        "L'art. L.225-4-1, al. 2, et le décret no 2003-239 le disent."),
    Artefact(
        keep: "list of numbers", "en",
        "The law on ports changed articles 124, 125,\n126 and 127 of the code of the sea."
    ),
    Artefact(
        keep: "hyphenated word", "en",
        "A well-known year-old co-operation, in two- and three-week stays."),
    Artefact(keep: "abbreviation", "en", "The U.S.Navy, e.g. at St. Kitts, met the U.N.."),
    Artefact(
        keep: "name with capitals", "en",
        "McDonald of YouTube and WhatsApp met LinkedIn and UNHCRs; you may see."),
    Artefact(
        keep: "name with capitals", "es",
        "La ONGs y el MinJus usan iPhone, eBay, DíaMundial.org y #DíaMundial: un día mundial."),
    Artefact(
        keep: "list that repeats", "en",
        "Visits of the port inspectors by month\n- January: no ship was held in the port\n- February: two ships were held in the port\n- March: no ship was held in the port"
    ),
    Artefact(
        keep: "list that repeats", "es",
        "Casos por provincia\nArequipa\nSin casos registrados\nPuno\nSin casos registrados\nTacna\nDos casos registrados"
    ),
    Artefact(
        keep: "verse", "en",
        "Song of the port\nThe ships come in at morning,\nand the ships go out at noon,\nthe bell will give no warning\nand the tide is coming soon.\nThe ships come in at morning,\nand the ships go out at noon,\nthe gulls are in their mourning\nand the night is coming soon."
    ),
    Artefact(
        keep: "verse", "es",
        "Canto del puerto\nEl barco se va del puerto,\ncon la luz de la mañana,\nel mar le queda abierto\ny la orilla tan lejana;\nel barco se va del puerto,\ncon la vela de mi hermana."
    ),
    Artefact(keep: "table", "en", "Port\tBeds\tMeals\nVila\t36\t72\nApia\t36\t72\nVila\t36\t72"),
    Artefact(
        keep: "quoted twice", "en",
        "Harbour office speaks\n“We will open one more shelter in the spring of next year.”\nSo said the office in May, and the ministry did not answer it.\nThe ministry asked, and the office said it once more in June:\n“We will open one more shelter in the spring of next year.”"
    ),
    Artefact(
        keep: "time and ratio", "en", "At 10:30 the score was 3:2, the odds 5:1; see 12/03/2008."),
    Artefact(
        keep: "French marks", "fr", "Est-ce vrai ? Oui ! « Il a dit : non » ; 18,9 % des cas."),
    Artefact(keep: "ellipsis", "en", "He said . . . nothing ... and left .5 of it (…) behind."),
    Artefact(keep: "mojibake named", "en", "The sign Ã© is what é becomes; São Paulo has ã and ç."),
    Artefact(keep: "mojibake named", "pt", "A IRMÃ DE JOÃO NÃO ESTÁ, DIZ A NAÇÃO À MÃE."),
    Artefact(
        keep: "share in prose", "en",
        "We share this view: print is dead.\nPrint runs fell by 14 per cent."),
    Artefact(
        keep: "date line", "en",
        "Date: 12 May 2011\nPlace: Port Vila\nThe shelter has 36 beds for seafarers."
    ),
    Artefact(
        keep: "code in text", "en", "The file .env holds a=1; f(x) = {x}, and [ ] is an empty box."),
    Artefact(
        keep: "footnote", "en", "The port is old [1], and so on [2].\n[1] Port law, article 3."),
]

/// Code in pages: given in markup, and the text that must come of it, byte for byte.
let keptCode: [Artefact] = [
    Artefact(
        "code block", "en",
        html:
            "<p>Write this into the file, and save it under its old name before you go on:</p><pre>&lt;a href=\"mailto:a@b.org\"&gt;a@b.org&lt;/a&gt;\n  x  =  desk [at] example [dot] org ;\n\nShare\nShare\n&amp;amp; MÃ©xico vÃ³ .Net</pre>",
        "Write this into the file, and save it under its old name before you go on:\n<a href=\"mailto:a@b.org\">a@b.org</a>\n  x  =  desk [at] example [dot] org ;\n\nShare\nShare\n&amp; MÃ©xico vÃ³ .Net"
    ),
    Artefact(
        "code in prose", "en",
        html:
            "<p>Write <code>&lt;b&gt;x&lt;/b&gt;  &amp;amp;</code> and <code>desk [at] example.org</code>, then <kbd>f( x ) .Then</kbd>, in each of the files of the port.",
        "Write <b>x</b>  &amp; and desk [at] example.org, then f( x ) .Then, in each of the files of the port."
    ),
    Artefact(
        "code in prose", "en",
        html:
            "<p>Here <samp>a\u{AD}b\u{200B}c</samp> and <tt>MÃ©x vÃ³</tt> stay as they are in the text of the port.",
        "Here a\u{AD}b\u{200B}c and MÃ©x vÃ³ stay as they are in the text of the port."),
    Artefact(
        "code in prose", "en",
        html:
            "<p><code>Print</code></p><p>The name of the button that you press to have the page on paper.",
        "Print\nThe name of the button that you press to have the page on paper."),
]
