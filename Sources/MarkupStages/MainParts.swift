import HTMLScanning

/// The parts of a page that its profile makes its main text.
struct MainParts {
    typealias NodeID = HTMLTree.NodeID

    private(set) var profile: PageProfile
    private(set) var metrics: PageMetrics
    let title: PageTitle
    private(set) var roots: [NodeID]
    /// Whether several stories stand side by side.
    let isListing: Bool
    /// Whether the roots are one story that stands out.
    private var isStory = false
    /// Whether no part stands out as the story.
    private var isScattered = false
    /// Whether the roots are where a story is looked for, not the page's region.
    private var looksForStory = false
    /// Whether no part stands out, so that all but the furniture was taken.
    private var isWide = false
    /// Whether the story is nearly all of the page, so that its parts may be more than one.
    private var isWhole = false

    /// The parts in which ``finish(_:_:)`` is still to look for the story, where the profile's
    /// rules ask for one.
    ///
    /// - Parameter whole: What the page shows before any rule.
    private init(
        _ profile: PageProfile, _ whole: consuming PageMetrics, _ tree: borrowing HTMLTree,
        _ own: PageMetadata, _ tokens: ConceptTokens, rules given: ProfileRules? = nil
    ) {
        self.profile = profile
        let rules = given ?? ProfileRules(profile)
        if rules.keepsFolded, whole.hasFolded {
            metrics = PageMetrics(unfolding: whole, tree, tokens)
        } else {
            metrics = whole
        }
        Furniture.drop(in: &metrics, tree, rules)
        title = PageTitle(own, metrics, tree)
        let chosen = ContentRoot(
            &metrics, tree, saysArticle: own.saysArticle, heading: title.heading)
        isListing = chosen.isListing || !own.saysArticle && DatedList.isFound(metrics, tree)
        roots = chosen.roots
        if rules.takesRegion {
            roots = [PageRegion(metrics, tree).root]
            if !rules.keepsLinkBlocks { dropLinkBlocks(tree, rules) }
            return
        }
        let prose = roots.reduce(0) { $0 + metrics[$1].prose }
        isScattered = chosen.isWide || prose < 350 && chosen.share < 0.45
        isWhole = !own.saysArticle && chosen.share >= 0.85
        isStory = isStory(chosen, tree, own)
        isWide = chosen.isWide
        looksForStory = true
    }

    private mutating func dropLinkBlocks(_ tree: borrowing HTMLTree, _ rules: ProfileRules) {
        for root in roots {
            Furniture.dropLinkBlocks(
                in: root, &metrics, tree, keepsBylines: rules.hasManyWriters)
        }
    }

    /// Takes out what is no part of the story, and in what leads to it.
    private mutating func finish(_ tree: borrowing HTMLTree, _ own: PageMetadata) {
        guard looksForStory else { return }
        if !isWide { dropLinkBlocks(tree, ProfileRules(.article)) }
        roots = BodyWitness(own.articleBody)?.better(than: roots, metrics, tree) ?? roots
        if !isWide { takeStory(tree) }
    }

    /// Takes out what stands after the story, and in what leads to it.
    private mutating func takeStory(_ tree: borrowing HTMLTree) {
        if !isListing {
            for root in roots { RootTrimming(root, metrics, tree).trim(&metrics, tree) }
        }
        guard let first = roots.first else { return }
        roots = LeadBlocks.find(above: first, after: title.heading, metrics, tree) + roots
    }

    /// The parts by the rules of `profile`, or of the one that the page's signals speak for.
    ///
    /// - Parameter whole: What the page shows before any rule. The rules change it, and who still
    ///   wants it pays for a copy.
    static func chosen(
        _ profile: PageProfile, _ whole: consuming PageMetrics, _ tree: borrowing HTMLTree,
        _ own: PageMetadata, _ tokens: ConceptTokens, _ signals: PageSignals
    ) -> MainParts {
        let told = profile == .auto ? signals.profile(of: tree, own, whole) : profile
        switch told {
        case .forum, .documentation: return finished(told, whole, tree, own, tokens)
        case .auto, .article, .listing, .service, .product:
            guard profile == .auto else { return finished(told, whole, tree, own, tokens) }
        }
        // Teasers and offers stand beside many a story too.
        var story = MainParts(.article, whole, tree, own, tokens)
        switch told {
        case .article:
            guard !story.isScattered else {
                return scattered(story.restored(tree), tree, own, tokens)
            }
            story.finish(tree, own)
            return story
        case .service where story.isWhole: break
        default:
            guard story.isStory else { break }
            story.finish(tree, own)
            return story
        }
        return finished(told, story.restored(tree), tree, own, tokens)
    }

    private static func finished(
        _ profile: PageProfile, _ whole: consuming PageMetrics, _ tree: borrowing HTMLTree,
        _ own: PageMetadata, _ tokens: ConceptTokens
    ) -> MainParts {
        var parts = MainParts(profile, whole, tree, own, tokens)
        parts.finish(tree, own)
        return parts
    }

    /// What the page shows before any rule, by parts in which nothing was unfolded.
    private consuming func restored(_ tree: borrowing HTMLTree) -> PageMetrics {
        var whole = metrics
        whole.restore(tree)
        return whole
    }

    /// All that the page holds, what it does not show at first too, but for plain furniture.
    static func scattered(
        _ whole: consuming PageMetrics, _ tree: borrowing HTMLTree, _ own: PageMetadata,
        _ tokens: ConceptTokens
    ) -> MainParts {
        MainParts(.article, whole, tree, own, tokens, rules: .scattered)
    }

    /// Whether one story stands out: it holds most of the page's prose, and no teasers.
    private func isStory(
        _ chosen: ContentRoot, _ tree: borrowing HTMLTree, _ own: PageMetadata
    ) -> Bool {
        guard !chosen.isWide else { return false }
        if own.isDatedArticle { return true }
        let prose = chosen.roots.reduce(0) { $0 + metrics[$1].prose }
        var teasers: UInt32 = 0
        for root in chosen.roots {
            var current: NodeID? = root
            while let id = current {
                switch tree[id].tag {
                case .h2, .h3, .h4:
                    if !metrics[id].isDropped, metrics.isTeaserHeading(id, tree) { teasers += 1 }
                default: break
                }
                current = metrics.next(after: id, in: root, tree)
            }
        }
        guard prose >= 300, teasers * 500 <= prose else { return false }
        return own.saysArticle || chosen.share >= 0.7 || chosen.share >= 0.44 && prose >= 1000
    }
}
