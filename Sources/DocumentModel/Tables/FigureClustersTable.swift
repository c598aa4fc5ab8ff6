/// The table `figure_clusters`: filled by collators, for the whole run.
public enum FigureClustersTable {
    public static let schema = TableSchema(
        "figure_clusters",
        "Groups of observations that repeat one figure (same indicator, value, period, area, breakdown).",
        [
            Column("cluster_id", .string, required: true, "stable for the same figure"),
            Column(
                "primary_obs_id", .string, required: true, references: "observations",
                "earliest dated, else source organisation's own page"),
            Column("n_observations", .integer, required: true, "rows of the cluster"),
            Column("n_documents", .integer, required: true, "pages that state the figure"),
            Column(
                "n_sites", .integer, required: true,
                "independent publishers; re-publication adds none"),
            Column(
                "value_conflict", .boolean, required: true,
                "members disagree in value or unit"),
            Column("languages", .string, isList: true, "joined by ;"),
        ])
}
