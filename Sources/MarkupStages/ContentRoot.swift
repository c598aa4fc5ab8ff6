import HTMLScanning

/// Finds the part of a page that holds its story or stories.
struct ContentRoot {
    typealias NodeID = HTMLTree.NodeID

    /// The chosen parts, in document order, none inside another.
    private(set) var roots: [NodeID]
    /// Whether no part stands out, so that all but the furniture was taken.
    let isWide: Bool
    /// Whether several stories stand side by side.
    let isListing: Bool
    /// What share of the page's text and of its prose the story holds: the smaller one.
    let share: Float

    init(
        _ metrics: inout PageMetrics, _ tree: borrowing HTMLTree, saysArticle: Bool,
        heading: NodeID?
    ) {
        let sign: Sign
        let body = tree.first(.body) ?? HTMLTree.document
        let stories = Self.stories(metrics, tree)
        Self.score(&metrics, tree)
        let best = Self.best(metrics, tree) ?? body
        if saysArticle, stories.count > 1, let first = Self.leading(stories, metrics, tree, heading)
        {
            roots = [Self.named(metrics, tree, first, in: first) ?? first]
            sign = .leadingStory
        } else if let named = Self.named(metrics, tree, best) {
            roots = [named]
            sign = .named
        } else if stories.count == 1, metrics[stories[0]].prose * 10 >= metrics[best].prose * 6 {
            roots = [stories[0]]
            sign = .singleStory
        } else {
            roots = Self.joined(best, metrics, tree)
            sign = .score
        }
        let page = metrics[HTMLTree.document]
        let text = roots.reduce(0) { $0 + metrics[$1].text }
        let prose = roots.reduce(0) { $0 + metrics[$1].prose }
        share = min(
            Float(text) / Float(max(1, page.text)), Float(prose) / Float(max(1, page.prose)))
        // A long text needs less of the page to be its story.
        let needed = saysArticle ? 0.15 : sign.neededShare
        isWide = sign != .leadingStory && share < (prose > 2500 ? needed * 0.7 : needed)
        isListing =
            !saysArticle && sign != .leadingStory
            && (stories.count >= 3 || Self.isListing(metrics, tree))
        if isWide { roots = [Self.mainPart(metrics, tree) ?? body] }
    }

    /// How a root was found: the surer the sign, the less of the page's text it must hold.
    private enum Sign {
        case leadingStory, named, singleStory, score

        var neededShare: Float {
            switch self {
            case .leadingStory: 0
            case .named: 0.3
            case .singleStory: 0.4
            case .score: 0.6
            }
        }
    }

    /// The part that the page itself calls its main content, where it holds most of the text.
    private static func mainPart(
        _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> NodeID? {
        let page = metrics[HTMLTree.document]
        var found: NodeID?
        for id in metrics.order where tree[id].kind == .element {
            let node = metrics[id]
            guard !node.isDropped, node.text * 10 > page.text * 4,
                node.prose * 10 >= page.prose * 6
            else { continue }
            if tree[id].tag == .main || tree.value("role", of: id) == "main"
                || node.concepts.contains(.maybeBody)
            {
                found = id
            }
        }
        return found
    }

    /// The top-level `article` elements that hold prose.
    private static func stories(
        _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> [NodeID] {
        var found: [NodeID] = []
        var current: NodeID? = HTMLTree.document
        while let id = current {
            let node = metrics[id]
            if node.isDropped {
                current = tree.following(id)
            } else if tree[id].tag == .article, node.prose > 0 {
                found.append(id)
                current = tree.following(id)
            } else {
                current = tree.successor(id)
            }
        }
        return found
    }

    /// Whether one element has three parts or more with a linked heading and prose of their own,
    /// which together hold most of the page's prose.
    private static func isListing(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) -> Bool {
        var teasers: [NodeID: UInt32] = [:]
        var found: [(list: NodeID, prose: UInt32)] = []
        for id in metrics.headings where DatedList.isLinkedHeading(id, metrics, tree) {
            var part = id
            var level = 0
            // The part is the smallest element around the heading that holds prose.
            while level < 4, part > HTMLTree.document, metrics[part].prose == 0 {
                part = tree[part].parent
                level += 1
            }
            let list = tree[part].parent
            guard part > HTMLTree.document, list > HTMLTree.document, metrics[part].prose > 0,
                teasers[part] == nil
            else { continue }
            teasers[part] = metrics[part].prose
            found.append((list, metrics[part].prose))
        }
        var parts: [NodeID: (count: Int, prose: UInt32)] = [:]
        for (list, prose) in found {
            let sum = parts[list, default: (0, 0)]
            parts[list] = (sum.count + 1, sum.prose + prose)
        }
        return parts.values.contains {
            $0.count >= 3 && $0.prose * 2 > metrics[HTMLTree.document].prose
        }
    }

    /// The story that bears the page's title, where others follow it: those were added below.
    private static func leading(
        _ stories: [NodeID], _ metrics: PageMetrics, _ tree: borrowing HTMLTree, _ heading: NodeID?
    ) -> NodeID? {
        let longest = stories.map { metrics[$0].prose }.max() ?? 0
        var ancestor = heading ?? HTMLTree.none
        while ancestor > HTMLTree.document {
            if stories.contains(ancestor) {
                let prose = metrics[ancestor].prose
                return prose >= 300 && prose * 10 >= longest ? ancestor : nil
            }
            ancestor = tree[ancestor].parent
        }
        return nil
    }

    /// The element whose class, id or `itemprop` says that it is the body of the story.
    private static func named(
        _ metrics: PageMetrics, _ tree: borrowing HTMLTree, _ best: NodeID,
        in root: NodeID = HTMLTree.document
    ) -> NodeID? {
        var found: NodeID?
        var foundStrength = 0
        let prose = metrics[best].prose
        for id in root == HTMLTree.document ? metrics.order : metrics.remaining(in: root, tree)
        where tree[id].kind == .element {
            let node = metrics[id]
            guard !node.isDropped, node.prose >= max(200, prose / 4) else { continue }
            let strength =
                isArticleBody(id, tree)
                ? 3 : node.concepts.contains(.body) ? 2 : node.concepts.contains(.maybeBody) ? 1 : 0
            guard strength > 0, strength >= foundStrength,
                // Other stories may be longer than the one that the page calls its own.
                strength == 3 || node.prose >= prose * 6 / 10
            else { continue }
            // A deeper one must hold nearly as much.
            if let found, strength == foundStrength,
                node.prose * 10 < metrics[found].prose * 9
            {
                continue
            }
            found = id
            foundStrength = strength
        }
        return found
    }

    private static func isArticleBody(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        guard tree[id].attributeCount > 0, let value = tree.value("itemprop", of: id) else {
            return false
        }
        return value.lowercased().split(separator: " ").contains("articlebody")
    }

    // MARK: Scoring

    /// Gives the containers of paragraphs points for them: a point each, one for each comma, up to
    /// three for length; the next containers up get a falling share.
    private static func score(_ metrics: inout PageMetrics, _ tree: borrowing HTMLTree) {
        for id in metrics.order {
            let direct = metrics.direct[Int(id)]
            guard direct.text >= 25, direct.link * 2 < direct.text, !metrics[id].isDropped,
                !isInDropped(id, metrics, tree)
            else { continue }
            var points = 1 + Float(direct.commas) + min(Float(direct.text) / 80, 3)
            if direct.text < 60 { points *= 0.5 }
            var container = holdsBlocks(tree[id].tag) ? id : tree[id].parent
            var level = 0
            while container != HTMLTree.none, level < 5 {
                let share: Float = level == 0 ? 1 : level == 1 ? 0.5 : 1 / Float(level * 3)
                metrics.nodes[Int(container)].score += points * share
                container = tree[container].parent
                level += 1
            }
        }
    }

    private static func isInDropped(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        let parent = tree[id].parent
        return parent != HTMLTree.none && metrics[parent].isDropped
    }

    private static func holdsBlocks(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .div, .section, .article, .main, .td, .th, .body, .center, .form, .fieldset: true
        default: false
        }
    }

    private static func weighted(_ node: PageMetrics.Node) -> Float {
        var score = node.score * (1 - node.linkDensity)
        if node.concepts.contains(.body) { score *= 1.5 }
        if node.concepts.contains(.maybeFurniture), !node.concepts.contains(.content) {
            score *= 0.7
        }
        return score
    }

    /// The container with most points, raised to one that holds most of the prose beside it.
    private static func best(
        _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> NodeID? {
        var best: NodeID?
        var bestScore: Float = 0
        for id in metrics.order where !metrics[id].isDropped && metrics[id].score > 0 {
            let score = weighted(metrics[id])
            if score > bestScore {
                bestScore = score
                best = id
            }
        }
        guard var root = best else { return nil }
        // Climb while the parent adds much prose and little else.
        var parent = tree[root].parent
        while parent > HTMLTree.document, tree[parent].tag != .html {
            let (inner, outer) = (metrics[root], metrics[parent])
            let added = outer.text - min(outer.text, inner.text)
            let addedProse = outer.prose - min(outer.prose, inner.prose)
            if addedProse * 10 >= inner.prose * 3, addedProse * 10 >= added * 6 {
                root = parent
            } else if Int(added) * 50 > Int(inner.text) {
                // The parents further up can only hold more of what this one has too much of, but
                // a wrapper in between must not hide a good one.
                if addedProse == 0 || tree[parent].tag == .body { break }
                let grandparent = tree[parent].parent
                guard grandparent > HTMLTree.document else { break }
                let further = metrics[grandparent]
                let prose = further.prose - min(further.prose, inner.prose)
                let text = further.text - min(further.text, inner.text)
                guard prose * 10 >= inner.prose * 3, prose * 10 >= text * 6 else { break }
                root = grandparent
            }
            parent = tree[parent].parent
        }
        return root
    }

    /// The best container and those of its siblings that read like the rest of the story.
    private static func joined(
        _ best: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> [NodeID] {
        let parent = tree[best].parent
        guard parent > HTMLTree.document, tree[best].tag != .body else { return [best] }
        let threshold = max(10, weighted(metrics[best]) * 0.2)
        var roots: [NodeID] = []
        var sibling = tree[parent].firstChild
        while sibling != HTMLTree.none {
            let node = metrics[sibling]
            if sibling == best {
                roots.append(sibling)
            } else if !node.isDropped, tree[sibling].kind == .element {
                let isParagraph = tree[sibling].tag == .p
                let density = node.linkDensity
                if weighted(node) >= threshold && density < 0.4
                    || isParagraph && node.text > 80 && density < 0.25
                    || isParagraph && node.text > 0 && density == 0
                {
                    roots.append(sibling)
                }
            }
            sibling = tree[sibling].next
        }
        return roots
    }
}
