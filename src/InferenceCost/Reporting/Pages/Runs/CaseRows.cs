using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>A run's cases for spreadsheets and data frames: one row a case.</summary>
internal static class CaseRows
{
    private static readonly (string Name, Func<CaseRecord, ModelRecord?, IConvertible?> Value)[] Columns =
    [
        ("Id", (item, _) => item.Id),
        ("Metric", (item, _) => item.Metric),
        ("Family", (item, _) => item.Family),
        ("Model", (item, _) => item.Model),
        ("Role", (_, model) => model is null ? null : EnumWord.Of(model.Role)),
        ("Weights", (_, model) => model is null ? null : EnumWord.Of(model.Weights)),
        ("Provider", (item, _) => item.Provider),
        ("Threads", (item, _) => item.Threads),
        ("Callers", (item, _) => item.Callers),
        ("Batch", (item, _) => item.Batch),
        ("Shapes", (item, _) => MeasuredShapes.List(item.Shapes)),
        ("Inputs", (item, _) => EnumWord.Of(item.Inputs)),
        ("Unit", (item, _) => item.Unit),
        ("Better", (item, _) => EnumWord.Of(item.Better)),
        ("SampleKind", (item, _) => EnumWord.Of(item.SampleKind)),
        ("Count", (item, _) => item.Summary?.Count),
        ("Min", (item, _) => item.Summary?.Min),
        ("P25", (item, _) => item.Summary?.P25),
        ("Median", (item, _) => item.Summary?.Median),
        ("Mean", (item, _) => item.Summary?.Mean),
        ("AllocatedBytesPerOp", (item, _) => item.AllocatedBytesPerOp),
        ("CpuNsPerOp", (item, _) => item.CpuNsPerOp),
        ("Valid", (item, _) => item.Valid ? "true" : "false"),
        ("Reasons", (item, _) => string.Join("; ", item.Reasons.Select(reason => $"{reason.Code}: {reason.Message}"))),
    ];

    /// <summary>The rows, in the order of their ids.</summary>
    public static DataRows List(RunRecord run) => new(
        [.. Columns.Select(column => column.Name)],
        [.. run.Cases.OrderBy(item => item.Id, StringComparer.Ordinal)
            .Select(item => Columns.Select(column => column.Value(item, Model(run, item))).ToList())]);

    private static ModelRecord? Model(RunRecord run, CaseRecord item) =>
        run.Families.FirstOrDefault(family => family.Id == item.Family)?.Models.FirstOrDefault(model => model.Id == item.Model);
}
