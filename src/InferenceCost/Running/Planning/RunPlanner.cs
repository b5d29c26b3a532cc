using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Probe;

namespace InferenceCost.Running.Planning;

/// <summary>From what the probes found to the plan of a run: what each family on each provider gets of the time that is left.</summary>
/// <param name="request">How the run was asked for.</param>
/// <param name="parts">Each family on each provider.</param>
/// <param name="finished">The finished steps by id, the probes among them.</param>
internal sealed class RunPlanner(RunRequest request, IReadOnlyList<PlanRequest> parts, IReadOnlyDictionary<string, FinishedStep> finished)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="secondsSpent">How much of the budget is used up.</param>
    /// <exception cref="InputException">
    /// The runtime refuses a model, nothing is known that it could be fed, or a named provider cannot be used.
    /// </exception>
    public Plan Make(double secondsSpent)
    {
        // A model that another provider refuses costs its own cases; the CPU's word, or that of a provider that was asked for, ends the
        // run.
        if (finished.Values.FirstOrDefault(step => step.Result is FailedResult { Code: ReasonCode.BadInput }
            && (step.Step.Provider == ProviderIds.Cpu || IsNamed(step.Step.Provider))) is { Result: FailedResult refused })
        {
            throw new InputException(refused.Message, refused.Fix);
        }

        var profile = Profile.Find(request.Profile);
        var (steps, left) = (new List<PlanStep>(), UnusableProviders());
        var probed = parts.Select(part => (Part: part, Probes: ProbesOf(part)))
            .Where(pair => pair.Part.IsTeacherHere ? pair.Probes.ContainsKey(pair.Part.Teacher) : pair.Probes.Count > 0).ToList();
        var planned = probed.Where(pair => pair.Part.Variant is null).ToList();
        var lacking = FindUnavailable([.. planned.Select(pair => pair.Part.Provider).Distinct()]);
        foreach (var ((part, probes), index) in planned.Select((pair, index) => (pair, index)))
        {
            // Several families or providers share what is left evenly.
            var share = (request.Budget - secondsSpent - steps.Sum(step => step.EstimatedSeconds)) / (planned.Count - index);
            IReadOnlyList<string> leftOut =
            [
                .. lacking.Where(item => item.Record.Provider == part.Provider).Select(item => item.Scenario),
                .. ScenarioCatalog.All.Where(scenario => scenario.IsOncePerRun).Select(scenario => scenario.Id)
                    .Intersect(steps.Select(step => step.Scenario)),
            ];
            var further = probed.Where(pair => pair.Part.Variant is not null && pair.Part.Family == part.Family
                && pair.Part.Provider == part.Provider).Select(pair => (pair.Part with { LeftOut = leftOut }, pair.Probes));
            var made = FamilyPlanner.Build(part with { LeftOut = leftOut }, probes, profile, share, request.Budget, [.. further]);
            steps.AddRange(made.Steps);
            left.AddRange(made.Dropped);
        }

        // Machine.Facts.Limitations tells what is missing on the processor, whatever is measured.
        left.AddRange(lacking.Select(item => item.Record).Where(record => record.Provider != ProviderIds.Cpu));
        return new Plan(steps, left, request.Budget);
    }

    /// <summary>The scenarios that cannot be planned on a provider, provider by provider in the order of the catalogue.</summary>
    private List<(string Scenario, UnavailableRecord Record)> FindUnavailable(List<string> providers)
    {
        List<ProviderChoice> choices = [.. ProviderChoice.Parse(request).Where(choice => providers.Contains(choice.Id))];
        return [.. (from scenario in ScenarioCatalog.All
                    from record in scenario.FindUnavailable(choices)
                    select (scenario.Id, record)).OrderBy(item => providers.IndexOf(item.record.Provider!))];
    }

    private bool IsNamed(string provider) => request.Providers.Contains(provider, StringComparer.OrdinalIgnoreCase);

    /// <summary>Providers that this build has and this machine cannot use: left out aloud, unless somebody asked for one by name.</summary>
    private List<UnavailableRecord> UnusableProviders()
    {
        var unusable = finished.Values.Where(step => step.Result is FailedResult { Code: ReasonCode.ProviderUnusable })
            .Select(step => (step.Step.Provider, Failure: (FailedResult)step.Result)).DistinctBy(pair => pair.Provider).ToList();
        return unusable.Find(pair => IsNamed(pair.Provider)).Failure is { } named
            ? throw new InputException(named.Message, named.Fix)
            : [.. unusable.Select(
                pair => new UnavailableRecord(Metric.Provider.Id, null, pair.Provider, $"{pair.Failure.Message}; {pair.Failure.Fix}"))];
    }

    /// <summary>
    /// On the CPU processes start several at a time, one a core, and probes run so too: what one of them takes of the time of all is that
    /// part of its own.
    /// </summary>
    private static int StartedBeside(PlanRequest part) => part.Provider == ProviderIds.Cpu ? part.Callers : 1;

    /// <summary>
    /// The models that a plan is made for. One whose nodes run elsewhere is not measured: its figures would be those of another provider.
    /// </summary>
    private Dictionary<string, ModelProbe> ProbesOf(PlanRequest part) => (
        from step in ProbeScenario.Before(part)
        let probe = finished.GetValueOrDefault(step.Id)?.Result as ProbeResult
        where probe is not null && (request.AllowFallback || probe.Setup.Placement.Elsewhere.Count == 0)
        select new ModelProbe(step.Models[0], probe.LaunchSeconds / StartedBeside(part), probe.CallNanoseconds, probe.GrowthBytes)
        {
            Refused = probe.RefusedBatches,
            OnDevice = probe.Setup.Proof is { NoDeviceBuffers: null },
        }).ToDictionary(probe => probe.Model);
}
