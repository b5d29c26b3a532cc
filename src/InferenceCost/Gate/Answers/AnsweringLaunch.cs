using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InferenceCost.Measuring;
using InferenceCost.Onnx.Reading;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Answers;

/// <summary>
/// The child's side: a model answers the items of its task from the first on, or as many made-up ones, on the provider, the settings and
/// the batch that are timed. Nothing of it is timed, and nothing is kept in memory.
/// </summary>
internal static class AnsweringLaunch
{
    /// <summary>As few items are answered only where there are no more, or they take far too long or too much room.</summary>
    public const int FewestItems = 256;

    /// <summary>Of a task with more items than <see cref="FewestItems"/>, as many are answered as take so long.</summary>
    private const double EnoughNanoseconds = 5e9;

    private const double TooLongNanoseconds = 600e9;
    private const long TooManyBytes = 256L << 20;

    public static AnswersResult Run(AnswersJob job, IClock clock)
    {
        using var sessions = new Sessions();
        var loaded = sessions.Load(job, job.Model);
        var data = job.Model.Inputs.DataFile is null ? null : sessions.Inputs(job.Model, loaded);
        var wanted = Math.Max(1, data is null ? Math.Max(1, (FewestItems + job.Batch - 1) / job.Batch) : data.Items / job.Batch);
        using var writer = AnswersWriter.Create(job.OutputPath);
        using var fed = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (start, calls, signature) = (clock.Nanoseconds, 0, "");
        string? cutShort = null;
        while (calls < (job.Calls ?? wanted) && cutShort is null)
        {
            var tensors = data is null
                ? job.Model.Inputs.Open(loaded.Session, calls).Batch(0, job.Batch)
                : data.Batch(calls * job.Batch, job.Batch);
            signature = Signature(tensors);
            Hash(tensors, fed);
            using var workload = BoundWorkload.BindInputs(loaded, tensors);
            workload.Run();
            writer.Write(workload);
            calls++;
            cutShort = job.Calls is null && calls < wanted ? Limit(calls * job.Batch, writer.Bytes, clock.Nanoseconds - start) : null;
        }

        var items = data is null ? calls * job.Batch : Math.Min(calls * job.Batch, data.Items);
        return new AnswersResult(
            calls, items, job.Model.Inputs.Kind, signature, Convert.ToHexStringLower(fed.GetHashAndReset()),
            items < FewestItems ? cutShort : null);
    }

    private static string? Limit(int items, long bytes, double nanoseconds) =>
        bytes > TooManyBytes ? "the outputs are large"
        : nanoseconds > TooLongNanoseconds ? "more would take too long"
        : items >= FewestItems && nanoseconds > EnoughNanoseconds ? "they are enough"
        : null;

    private static string Signature(IReadOnlyList<InputTensor> tensors) => string.Join(' ', tensors.Select(tensor =>
        $"{ElementTypes.Name(tensor.Type)}[{string.Join(
            ',', tensor.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]"));

    private static void Hash(IReadOnlyList<InputTensor> tensors, IncrementalHash hash)
    {
        foreach (var tensor in tensors)
        {
            hash.AppendData(tensor.Bytes);
            foreach (var text in tensor.Strings ?? [])
            {
                hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
            }
        }
    }
}
