using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>What has to be shipped: counted, so that any difference is one. Another machine changes nothing about it.</summary>
internal static class SizeChanges
{
    /// <summary>One change for each model that both runs describe, in the order of the ids.</summary>
    public static IReadOnlyList<CostChange> Find(RunRecord old, RunRecord @new)
    {
        var later = new RunModels(@new);
        return
        [
            .. from entry in new RunModels(old).All
               let after = later.Find(entry.Family, entry.Model.Id)
               where after is not null && entry.Model.FileBytes > 0 && after.FileBytes > 0
               let id = CaseId.OfSize(entry.Family, entry.Model.Id).ToString()
               orderby id
               select Find(id, entry.Model.FileBytes, after.FileBytes),
        ];
    }

    private static CostChange Find(string id, double old, double @new)
    {
        var ratio = @new / old;
        return new CostChange { Id =
            id, Metric = Metric.Size.Id, Verdict = ChangeVerdict.Same, Unit = Metric.Size.Unit, Old = old, New = @new }
            .Decided(new RatioEstimate(ratio, ratio, ratio, 1, 1), ChangeMargin.Of(Metric.Size).Factor(old, @new));
    }
}
