using InferenceCost.Families.Definition;
using InferenceCost.Records;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Probe;

/// <summary>A probe that is made up: the model runs on the provider that was asked for, at every batch.</summary>
internal static class DemoProbe
{
    private const double LaunchSeconds = 0.3;
    private const int Nodes = 10;

    /// <summary>The answer to the step, as if it had been done with a job.</summary>
    /// <param name="step">The step.</param>
    /// <param name="job">Its job.</param>
    /// <param name="inputs">What the models are fed.</param>
    /// <param name="truth">What is true.</param>
    public static ProbeResult Launch(
        PlanStep step, ProbeJob job, IReadOnlyList<InputDefinition> inputs, DemoTruth truth)
    {
        var (model, provider) = (truth.Of(step.Family, step.Models[0]), job.FindProvider());
        var setup = new ModelSetup(
            new SettingsRecord
            {
                Requested = job.Settings.Requested(provider),
                Effective = new Dictionary<string, string> { ["provider"] = provider.RuntimeName },
            },
            new PlacementRecord(PlacementSource.Assignment, new Dictionary<string, int> { [provider.RuntimeName] = Nodes }, []),
            job.Model.Inputs.ShapesOfCall(inputs, 1),
            job.Model.Inputs.Kind, [])
        {
            Proof = provider is CpuProvider ? null : new ProviderProof(new OutputDifference(1, 0, 0, 1), 0, null),
        };
        return new ProbeResult(
            setup, LaunchSeconds, job.Batches.ToDictionary(batch => batch, model.CallNanoseconds), model.MemoryBytes,
            new Dictionary<int, string>(), "none: a demonstration", model.MacsPerItem);
    }
}
