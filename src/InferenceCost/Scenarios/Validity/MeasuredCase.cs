using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Validity;

/// <summary>
/// A case as the rules see it: one metric of one model, with everything that was found out about its family on its provider.
/// </summary>
/// <param name="Run">The finished steps of the family on the provider.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Scenario">The scenario whose launches measured it.</param>
internal sealed record MeasuredCase(FinishedRun Run, string Model, Metric Metric, string Scenario)
{
    /// <summary>How the model came up; null where it did not.</summary>
    public ModelSetup? Setup { get; } = Run.Probe(Model)?.Setup;
}
