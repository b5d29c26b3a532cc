using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Throughput;

namespace InferenceCost.Scenarios;

/// <summary>All steps that a profile would like to do for one request, each with its estimated time, in the order they would run.</summary>
internal sealed class StepList(PlanRequest request, IReadOnlyDictionary<string, ModelProbe> probes, Profile profile)
{
    /// <summary>Two pairs of blocks a launch, for models so slow that one palindrome takes longer than the profile gives it. Launches are the replicates, and there are as many.</summary>
    private const int FewestPalindromes = 1;

    /// <summary>Calls that BenchmarkDotNet makes at least of one that fills an iteration by itself: jitting, pilot, warm-up, fifteen iterations.</summary>
    private const int CallsOfTables = 25;

    /// <summary>Half a second for each of two products, for one caller and for several, and about half as long to make, load and warm them up.</summary>
    private const double LimitsSeconds = 3.5;

    private readonly List<string> timed = [.. request.Timed.Where(probes.ContainsKey)];
    private readonly IReadOnlyList<IReadOnlyList<string>> together = MemoryGroups.Of(request, probes);

    /// <summary>The steps; the first six rounds of everything are not optional.</summary>
    public IReadOnlyList<PlanStep> All(double tablesFixedSeconds, double tablesSecondsPerCase)
    {
        var steps = new List<PlanStep>();

        // First of all, so that it is the last of the optional ones to be dropped: it is cheap, and every latency is held against it.
        steps.AddRange(Limits(launch: 0));
        steps.AddRange(timed.Where(_ => request.Items > 0).Select(model => Quality(model, model, optional: false)));
        var rounds = Math.Max(profile.LatencyLaunches, Math.Max(profile.ThroughputLaunches, profile.ColdLaunches));
        for (var round = 0; round < rounds; round++)
        {
            steps.AddRange(Round(round));
        }

        // And again after the rounds: a machine that was busy the first time may not be the second.
        steps.AddRange(Limits(launch: 1));
        if (request.Items > 0)
        {
            steps.AddRange(request.Controls.Select(control => Quality(control.Key, control.Value, optional: true)));
        }

        if (profile.Tables)
        {
            steps.Add(New(StepKind.Tables, timed, request.ThroughputBatch) with
            {
                Optional = true,
                EstimatedSeconds = tablesFixedSeconds + timed.Sum(model => TableCase(model, 1, tablesSecondsPerCase) + TableCase(model, request.ThroughputBatch, tablesSecondsPerCase)),
            });
        }

        return steps;
    }

    private IEnumerable<PlanStep> Round(int round)
    {
        var optional = round >= Profile.FewestLaunches;
        if (round < profile.LatencyLaunches)
        {
            foreach (var batch in request.LatencyBatches)
            {
                foreach (var step in Split(models => Latency(round, batch, models)))
                {
                    yield return step with { Optional = optional || batch != request.LatencyBatches[0] };
                }
            }
        }

        if (round < profile.LatencyLaunches && timed.TrueForAll(model => probes[model].OnDevice))
        {
            foreach (var step in Split(models => Latency(round, request.LatencyBatches[0], models)))
            {
                yield return step with { Kind = StepKind.Compute, Optional = true };
            }
        }

        if (round < profile.ColdLaunches)
        {
            foreach (var model in Alternate(timed, round))
            {
                yield return Cold(model, round) with { Optional = optional };
            }
        }

        if (round < profile.ThroughputLaunches)
        {
            foreach (var step in Split(models => Throughput(round, models, ownBatches: false)))
            {
                yield return step with { Optional = optional };
            }

            if (timed.Any(model => probes[model].BestBatch() != request.ThroughputBatch))
            {
                foreach (var step in Split(models => Throughput(round, models, ownBatches: true)))
                {
                    yield return step with { Optional = true };
                }
            }
        }

        if (request.WithEnergy && round < Profile.FewestLaunches)
        {
            foreach (var step in Split(models => Energy(round, models)))
            {
                yield return step with { Optional = true };
            }
        }

        if (round == 0)
        {
            foreach (var model in timed)
            {
                yield return Cold(model, 0) with { Prepacking = false, Optional = true };
            }
        }
    }

    private double TableCase(string model, int batch, double seconds) => Math.Max(seconds, CallsOfTables * probes[model].CallAt(batch) / 1e9);

    private IEnumerable<PlanStep> Limits(int launch) => request.WithLimits
        ? [New(StepKind.Limits, [], 1) with { Launch = launch, Optional = launch > 0, EstimatedSeconds = LimitsSeconds }]
        : [];

    private PlanStep Quality(string model, string costsLike, bool optional)
    {
        var probe = probes.GetValueOrDefault(costsLike) ?? probes[timed[0]];
        // A device scores with one caller (ScoringLaunch).
        var calls = Math.Ceiling((double)request.Items / request.ThroughputBatch / (request.Provider == ProviderIds.Cpu ? request.Callers : 1));
        return New(StepKind.Quality, [model], request.ThroughputBatch) with
        {
            Optional = optional,
            EstimatedSeconds = probe.LaunchSeconds + 0.3 + (calls * probe.CallAt(request.ThroughputBatch) / 1e9),
        };
    }

    /// <summary>One step where all models fit into one process, else one for each group of them.</summary>
    private IEnumerable<PlanStep> Split(Func<IReadOnlyList<string>, PlanStep> step) =>
        together.Select((models, index) => step(models) with { Part = together.Count == 1 ? null : index });

    private PlanStep Latency(int launch, int batch, IReadOnlyList<string> models)
    {
        var block = Block.Duration(models.Select(model => probes[model].CallAt(batch)));
        var palindrome = 2 * models.Count * block / 1e9;
        var palindromes = Math.Max(FewestPalindromes, (int)Math.Ceiling(profile.LatencySeconds / palindrome));
        return New(StepKind.Latency, models, batch) with
        {
            Launch = launch,
            Palindromes = palindromes,
            EstimatedSeconds = Start + (0.05 * models.Count) + (palindromes * palindrome * 1.05),
        };
    }

    private PlanStep Cold(string model, int launch) => New(StepKind.Cold, [model], request.ThroughputBatch) with
    {
        Launch = launch,
        EstimatedSeconds = probes[model].LaunchSeconds + (5 * probes[model].CallAt(request.ThroughputBatch) / 1e9),
    };

    private PlanStep Throughput(int launch, IReadOnlyList<string> models, bool ownBatches)
    {
        var batches = models.ToDictionary(model => model, model => ownBatches ? probes[model].BestBatch() : request.ThroughputBatch);
        var window = Math.Max(ThroughputLaunch.ShortestWindow, ThroughputLaunch.FewestCalls * models.Max(model => probes[model].CallAt(batches[model]))) / 1e9;
        return New(StepKind.Throughput, models, request.ThroughputBatch) with
        {
            Launch = launch,
            OwnBatches = ownBatches ? batches : null,
            Palindromes = profile.ThroughputPalindromes,
            EstimatedSeconds = Start + (models.Count * window * ((2 * profile.ThroughputPalindromes) + 0.75)),
        };
    }

    private PlanStep Energy(int launch, IReadOnlyList<string> models)
    {
        var window = Math.Max(EnergyLaunch.Window, models.Max(model => probes[model].CallAt(request.ThroughputBatch)));
        return New(StepKind.Energy, models, request.ThroughputBatch) with
        {
            Launch = launch,
            EstimatedSeconds = Start + (((2 * models.Count * (window + EnergyLaunch.Pause)) + EnergyLaunch.Pause) / 1e9),
        };
    }

    private double Start => timed.Max(model => probes[model].LaunchSeconds) + 0.2;

    private PlanStep New(StepKind kind, IReadOnlyList<string> models, int batch) => new()
    {
        Kind = kind,
        Family = request.Family,
        Provider = request.Provider,
        Models = models,
        Batch = batch,
    };

    private static IEnumerable<string> Alternate(List<string> models, int round) => round % 2 == 0 ? models : Enumerable.Reverse(models);
}
