using InferenceCost.Comparison;
using InferenceCost.Foundation;
using InferenceCost.Gate.Interleaving;
using InferenceCost.Records;

namespace InferenceCost.Gate;

/// <summary>
/// Measures both sides now, on this machine, launch by launch, and says which of them costs more. Launches of one subject are spread over
/// the whole time. A subject that was slower, or needed more memory, is measured again alone with as many fresh launches, and only those
/// count then: one session's bad luck in the layout of memory repeats in its own launches, and with one in fifty on either side, twenty
/// cases would raise an alarm every other time.
/// </summary>
/// <param name="launcher">Makes the launches.</param>
/// <param name="launches">Launches of each subject: 6 at least, and an even number, since the side that goes first alternates.</param>
/// <param name="progress">Told of every launch that begins.</param>
/// <param name="time">The time of day, for the time that is left.</param>
/// <param name="journal">What was finished before, which is not measured again, and where launches are kept; null to keep none.</param>
public sealed class InterleavedGate(
    IGateLauncher launcher, int launches, Action<GateProgress> progress, TimeProvider time, GateJournal? journal = null)
{
    private readonly long start = time.GetTimestamp();
    private int done;
    private int made;
    private int total;
    private bool hasMeasured;

    /// <summary>Measures. A subject that fails costs its own cases only; told to stop, it returns what was finished.</summary>
    /// <exception cref="InputException">A build cannot be interleaved.</exception>
    public async Task<IReadOnlyList<GatedModel>> Run(IReadOnlyList<GateModel> subjects, CancellationToken cancellation)
    {
        total = subjects.Count * launches;
        var measured = subjects.ToDictionary(subject => subject, _ => new Series());
        var gated = new List<GatedModel>();
        try
        {
            for (var launch = 0; launch < launches; launch++)
            {
                foreach (var subject in subjects)
                {
                    await Measure(subject, measured[subject], launch, confirming: false, cancellation);
                }
            }

            foreach (var subject in subjects)
            {
                gated.Add(await Confirmed(subject, measured[subject], cancellation));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What is finished counts, without a confirmation where that was under way.
            gated.AddRange(subjects.Skip(gated.Count).Select(subject => Unconfirmed(subject, measured[subject])));
        }

        return gated;
    }

    private async Task Measure(GateModel subject, Series series, int launch, bool confirming, CancellationToken cancellation)
    {
        if (series.Failure is null)
        {
            var finished = journal?.Launch(subject.Id, confirming, launch);
            if (finished is null)
            {
                cancellation.ThrowIfCancellationRequested();
                var seconds = time.GetElapsedTime(start).TotalSeconds;
                progress(new GateProgress(subject.Name, confirming, done, total, made == 0 ? null : seconds / made * (total - done)));
                finished = await Make(subject, launch, confirming, cancellation);
                journal?.Add(finished);
                made++;
            }

            series.Add(finished);
        }

        done++;
    }

    private async Task<FinishedLaunch> Make(GateModel subject, int launch, bool confirming, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        FinishedLaunch Ended(GateLaunch? measured, string? failure) =>
            new(subject.Id, confirming, launch, measured, failure, Math.Round(time.GetElapsedTime(begin).TotalSeconds, 1));
        try
        {
            var measured = await launcher.Launch(subject, launch, cancellation);
            hasMeasured = true;
            return Ended(measured, null);
        }
        catch (LaunchFailedException failed)
        {
            return Ended(null, $"{failed.Message}; {failed.Failure.Fix}");
        }
        catch (CannotInterleaveException refused) when (!hasMeasured)
        {
            throw new InputException(refused.Message, refused.Fix);
        }
        catch (CannotInterleaveException refused)
        {
            // It did before: this launch went wrong, and costs its own subject only.
            return Ended(null, $"{refused.Message}; {refused.Fix}");
        }
    }

    private async Task<GatedModel> Confirmed(GateModel subject, Series first, CancellationToken cancellation)
    {
        var changes = first.Changes(subject);
        if (changes.All(change => change.Verdict != ChangeVerdict.Slower))
        {
            return Unconfirmed(subject, first);
        }

        total += launches;
        var fresh = new Series();
        for (var launch = 0; launch < launches; launch++)
        {
            await Measure(subject, fresh, launch, confirming: true, cancellation);
        }

        var again = fresh.Changes(subject);
        return new GatedModel(
            subject.Name,
            [.. changes.Zip(again, (one, other) => one.Verdict == ChangeVerdict.Slower ? new GatedCase(other, one) : new GatedCase(one))],
            first.Launches, fresh.Launches) { Shapes = subject.Shapes };
    }

    private static GatedModel Unconfirmed(GateModel subject, Series first) =>
        new(subject.Name, [.. first.Changes(subject).Select(change => new GatedCase(change))], first.Launches, [])
        {
            Shapes = subject.Shapes,
        };

    private sealed class Series
    {
        public List<GateLaunch> Launches { get; } = [];

        public string? Failure { get; private set; }

        public void Add(FinishedLaunch launch)
        {
            Failure ??= launch.Failure;
            Launches.AddRange(launch.Launch is { } measured ? [measured] : []);
        }

        public IReadOnlyList<CostChange> Changes(GateModel subject) => Failure is null && Launches.Count > 0
            ? [GateRule.Latency(subject, Launches), GateRule.Memory(subject, Launches)]
            : [Unmeasured(subject, Metric.Latency), Unmeasured(subject, Metric.PeakMemory)];

        private CostChange Unmeasured(GateModel subject, Metric metric) => new()
        {
            Id = subject.IdOf(metric),
            Metric = metric.Id,
            Unit = metric.Unit,
            Verdict = ChangeVerdict.NotComparable,
            Reason = Failure ?? "no launch was finished",
        };
    }
}
