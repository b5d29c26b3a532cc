using InferenceCost.Comparison;
using InferenceCost.Foundation;
using InferenceCost.Gate.Interleaving;
using InferenceCost.Records;
using InferenceCost.Statistics;

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
        var measured = subjects.ToDictionary(subject => subject, subject => NewSeries(subject, confirming: false));
        var gated = new List<GatedModel>();
        try
        {
            for (var launch = 0; launch < launches; launch++)
            {
                foreach (var subject in subjects)
                {
                    await Measure(subject, measured[subject], launch, cancellation);
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

    private Series NewSeries(GateModel subject, bool confirming) =>
        new(confirming, Disturbance.Most(launches), journal?.SetAside(subject.Id, confirming) ?? []);

    private async Task Measure(GateModel subject, Series series, int launch, CancellationToken cancellation)
    {
        if (series.Failure is null)
        {
            series.Add(journal?.Launch(subject.Id, series.Confirming, launch)
                ?? await MeasureNow(subject, series, launch, cancellation));
        }

        done++;
    }

    /// <summary>Makes the launch, and makes it again where it does not count.</summary>
    private async Task<FinishedLaunch> MeasureNow(GateModel subject, Series series, int launch, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var seconds = time.GetElapsedTime(start).TotalSeconds;
            progress(new GateProgress(subject.Name, series.Confirming, done, total, made == 0 ? null : seconds / made * (total - done)));
            var finished = await Make(subject, launch, series.Confirming, cancellation);
            var reason = series.CanSetAside && finished.Launch is { } one ? StrayLaunch.Reason(subject, one) : null;
            finished = finished with { SetAside = reason };
            journal?.Add(finished);
            made++;
            if (reason is null)
            {
                return finished;
            }

            series.SetAside(finished);
            done++;
            total++;
        }
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
        var fresh = NewSeries(subject, confirming: true);
        for (var launch = 0; launch < launches; launch++)
        {
            await Measure(subject, fresh, launch, cancellation);
        }

        var again = fresh.Changes(subject);
        return new GatedModel(
            subject.Name,
            [.. changes.Zip(again, (one, other) => one.Verdict == ChangeVerdict.Slower ? new GatedCase(other, one) : new GatedCase(one))],
            first.Launches, fresh.Launches) { Shapes = subject.Shapes, HeadShapes = subject.HeadShapes, SetAside = SetAside(first, fresh) };
    }

    private static GatedModel Unconfirmed(GateModel subject, Series first) =>
        new(subject.Name, [.. first.Changes(subject).Select(change => new GatedCase(change))], first.Launches, [])
        {
            Shapes = subject.Shapes,
            HeadShapes = subject.HeadShapes,
            SetAside = SetAside(first),
        };

    private static List<SetAsideLaunch>? SetAside(params Series[] series) =>
        series.SelectMany(one => one.Strays).ToList() is { Count: > 0 } strays ? strays : null;

    private sealed class Series(bool confirming, int mostSetAside, IEnumerable<FinishedLaunch> setAside)
    {
        private readonly List<FinishedLaunch> setAside = [.. setAside];

        public bool Confirming => confirming;

        public List<GateLaunch> Launches { get; } = [];

        public string? Failure { get; private set; }

        public bool CanSetAside => setAside.Count < mostSetAside;

        public IEnumerable<SetAsideLaunch> Strays =>
            setAside.Select(stray => new SetAsideLaunch(confirming, stray.Number, stray.SetAside!, stray.Launch!));

        public void SetAside(FinishedLaunch launch) => setAside.Add(launch);

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
