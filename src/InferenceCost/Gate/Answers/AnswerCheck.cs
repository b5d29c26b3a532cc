using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Answers;

/// <summary>
/// Asks both sides, each in a process of its own build, for their answers to the same items, and compares them: a model that is wrong and
/// fast is no faster model.
/// </summary>
/// <param name="base">How a worker of the base is started.</param>
/// <param name="head">The same of the head.</param>
/// <param name="folder">Where the answers lie until they are compared.</param>
public sealed class AnswerCheck(CapturedProcess @base, CapturedProcess head, string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Compares the two sides of a subject. A side that cannot answer is no error here.</summary>
    /// <param name="provider">The execution provider.</param>
    /// <param name="batch">Items per call.</param>
    /// <param name="own">What the base loads, with the settings of its session.</param>
    /// <param name="other">What the head loads.</param>
    /// <param name="terms">By what they are judged.</param>
    /// <param name="cancellation">Kills a side, and throws.</param>
    public async Task<AnswersRecord> Compare(
        string provider, int batch, JobModel own, JobModel other, AnswerTerms terms, CancellationToken cancellation)
    {
        var (ours, theirs) = (Path.Combine(folder, ".base.answers"), Path.Combine(folder, ".head.answers"));
        try
        {
            var first = await Ask(@base, Job(own, ours, null), cancellation);
            if (first is not AnswersResult asked)
            {
                return AnswersRecord.None(Why("base", first));
            }

            var second = await Ask(head, Job(other, theirs, asked.Calls), cancellation);
            return second is AnswersResult answered
                ? Compare(batch, (own, other), (asked, ours), (answered, theirs), terms)
                : AnswersRecord.None(Why("head", second)) with { HeadFailed = second is not FailedResult { Code: ReasonCode.UnknownJob } };
        }
        finally
        {
            File.Delete(ours);
            File.Delete(theirs);
        }

        AnswersJob Job(JobModel model, string path, int? calls) => new()
        {
            Provider = provider, Settings = model.Settings!, Model = model, Batch = batch, Calls = calls, OutputPath = path,
        };
    }

    private Task<WorkerResult> Ask(CapturedProcess side, AnswersJob job, CancellationToken cancellation) =>
        new WorkerProcess(side, folder, AnswersJob.Json).Do(job, Patience, cancellation);

    private static string Why(string side, WorkerResult result) => result switch
    {
        FailedResult { Code: ReasonCode.UnknownJob } => $"the {side}'s version cannot give them",
        FailedResult failed => $"{side}: {failed.Message}; {failed.Fix}",
        var unexpected => throw new InvalidOperationException($"an AnswersJob was answered with a {unexpected.GetType().Name}"),
    };

    private static AnswersRecord Compare(
        int batch, (JobModel Own, JobModel Other) models, (AnswersResult Result, string Path) own,
        (AnswersResult Result, string Path) other, AnswerTerms terms)
    {
        if (models.Own.Inputs.DataFile != models.Other.Inputs.DataFile)
        {
            return AnswersRecord.None("each side was fed data of its own");
        }

        var (first, second) = (own.Result, other.Result);
        if (first.Signature != second.Signature)
        {
            return new AnswersRecord
            {
                Verdict = AnswersVerdict.Different,
                Reason = $"the base takes {first.Signature}, the head {second.Signature}",
                Inputs = first.Inputs,
            };
        }

        if (first.InputsSha256 != second.InputsSha256 || first.Calls != second.Calls)
        {
            return AnswersRecord.None("the two versions do not feed the same values");
        }

        var (compared, damage) = Try(() => CompareFiles(batch, models, first, own.Path, other.Path, terms));
        return compared ?? AnswersRecord.None(damage!);
    }

    private static AnswersRecord CompareFiles(
        int batch, (JobModel Own, JobModel Other) models, AnswersResult first, string own, string other, AnswerTerms terms)
    {
        using var ours = AnswersReader.Open(own);
        using var theirs = AnswersReader.Open(other);
        if (ours is null || theirs is null)
        {
            return AnswersRecord.None("a version writes its answers in another form");
        }

        var comparison = new AnswerComparison(batch, models.Own.ScoredOutput);
        var (scored, refusal) = Try(() => ScoredAnswers.For(models.Own, models.Other, terms));
        while (ours.Next() is { } calls && theirs.Next() is { } others)
        {
            comparison.Add(calls, others);
            scored?.Add(calls, others);
        }

        var (quality, failure) = Try(() => scored?.Compare(first.Items, terms));
        var record = comparison.Judge(terms);
        return record with
        {
            Items = first.Items,
            Inputs = first.Inputs,
            Quality = quality,
            Notes = [.. record.Notes, .. Notes(first, refusal ?? failure)],
        };
    }

    private static IEnumerable<string> Notes(AnswersResult asked, string? refusal)
    {
        if (asked.CutShort is { } why)
        {
            yield return $"fewer than {AnsweringLaunch.FewestItems} items were compared: {why}";
        }

        if (refusal is not null)
        {
            yield return $"quality was not compared: {refusal}";
        }
    }

    private static (T? Value, string? Refusal) Try<T>(Func<T?> work)
        where T : class
    {
        try
        {
            return (work(), null);
        }
        catch (InputException error)
        {
            return (null, error.Message);
        }
    }
}
