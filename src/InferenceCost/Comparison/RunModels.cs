using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>What a run says of its models, found by name.</summary>
internal sealed class RunModels
{
    private readonly Dictionary<(string Family, string Model), ModelRecord> models = [];
    private readonly HashSet<(string Metric, string Family, string Model, string Provider, int Batch, string Variant)> invalid = [];

    public RunModels(RunRecord run)
    {
        foreach (var family in run.Families)
        {
            foreach (var model in family.Models)
            {
                models.TryAdd((family.Id, model.Id), model);
            }
        }

        invalid.UnionWith(
            run.Cases.Where(item => !item.Valid).Select(item => (
                item.Metric, item.Family, item.Model, item.Provider, item.Batch, item.VariantKey)));
    }

    /// <summary>Every model with its family's id.</summary>
    public IEnumerable<(string Family, ModelRecord Model)> All => models.Select(pair => (pair.Key.Family, pair.Value));

    /// <summary>A model; null where the run does not describe it.</summary>
    public ModelRecord? Find(string family, string model) => models.GetValueOrDefault((family, model));

    /// <summary>The model of a ratio of which the case may not be relied on; null where both may.</summary>
    public string? Invalid(RatioRecord ratio) => new[] { ratio.Teacher, ratio.Student }
        .FirstOrDefault(model => invalid.Contains((ratio.Metric, ratio.Family, model, ratio.Provider, ratio.Batch, ratio.VariantKey)));
}
