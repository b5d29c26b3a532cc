using InferenceCost.Records;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Scenarios.Probe;

/// <summary>
/// Loads a model and finds out where its nodes are: on the CPU as the runtime says, on other providers by what a recorded call shows too,
/// since the runtime does not tell of every node there (with WebGPU of a few). Recording ends before anything else is done with the model.
/// </summary>
internal static class PlacementProbe
{
    /// <summary>Loads the model of a job.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="settings">How the session is set up.</param>
    /// <param name="inputs">Its inputs, once it is loaded.</param>
    public static (LoadedModel Model, PlacementRecord Placement) Load(
        ExecutionProvider provider, string path, SessionSettings settings, Func<LoadedModel, IReadOnlyList<InputTensor>> inputs)
    {
        if (provider is CpuProvider)
        {
            var plain = LoadedModel.Load(path, provider, settings);
            return (plain, plain.ReadPlacement());
        }

        using var folder = new ProfileFolder();
        var model = LoadedModel.LoadProfiled(path, provider, settings, folder.Prefix);
        try
        {
            // Twice: the first call compiles and searches, and would hide how long each node takes. Outputs stay unbound, so that no graph
            // is captured: one that is replayed has no nodes.
            using (var workload = BoundWorkload.BindInputs(model, inputs(model)))
            {
                workload.Run();
                workload.Run();
            }

            return (model, Together(model.EndProfiling(), model.ReadPlacement()));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The account that has nodes elsewhere, else the one that knows of more, with what either of them knows to be elsewhere.
    /// </summary>
    internal static PlacementRecord Together(PlacementRecord recorded, PlacementRecord told)
    {
        var fuller = new[] { recorded, told }
            .OrderByDescending(account => account.Elsewhere.Count > 0)
            .ThenByDescending(account => account.Nodes.Values.Sum()).First();
        List<string> elsewhere = [.. fuller.Elsewhere.Union(recorded.Elsewhere).Union(told.Elsewhere).Take(SessionPlacement.MostNamed)];
        return fuller with { Elsewhere = elsewhere, TimeElsewhere = elsewhere.Count > 0 ? recorded.TimeElsewhere : null };
    }
}
