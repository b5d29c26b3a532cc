using InferenceCost.Families.Catalog;
using InferenceCost.Records;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>
/// A model of a family whose file is not there, or is not the declared one: what the family says of it, and why nothing more is known.
/// </summary>
/// <param name="Id">Its id within the family.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Role">What it is in the comparison.</param>
/// <param name="Precision">The precision its weights are declared in.</param>
/// <param name="Weights">Trained or random.</param>
/// <param name="Architecture">The published architecture it is built from, if it is.</param>
/// <param name="Unavailable">Why its file could not be looked at.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record UnseenModel(
    string Id, string Name, ModelRole Role, string Precision, WeightsKind Weights, string? Architecture, string Unavailable, string Fix)
{
    /// <summary>What there is to say of a model that has no record.</summary>
    public static UnseenModel Describe(ModelOverview model)
    {
        var declared = model.Definition;
        return new UnseenModel(
            declared.Id, declared.Name, declared.Role, declared.Precision, declared.Weights, declared.Architecture?.Name,
            model.Fault?.Message ?? model.Pending!.Message, model.Fault?.Fix ?? model.Pending!.Fix);
    }
}
