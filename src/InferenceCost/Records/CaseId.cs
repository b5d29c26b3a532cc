using System.Globalization;

namespace InferenceCost.Records;

/// <summary>
/// The id of a case, and of a ratio, a score, a size or a claim beside it: a path with every setting that is not the default, such as
/// <c>latency/fashion-mnist/teacher/cpu/b1/t1/cuda.use_tf32=1</c>. Composed and taken apart here alone.
/// </summary>
public sealed record CaseId
{
    private const string RatioPrefix = "ratio";
    private const string ClaimPrefix = "claim";

    /// <summary>Whether it is the id of a ratio, <c>ratio/latency/...</c>.</summary>
    public bool IsRatio { get; init; }

    /// <summary>What is measured, scored or claimed; null for a row of BenchmarkDotNet's tables, which is about a model alone.</summary>
    public string? Metric { get; init; }

    /// <summary>The family's id; null likewise.</summary>
    public string? Family { get; init; }

    /// <summary>The model's id; of a ratio and a claim the teacher's.</summary>
    public required string Model { get; init; }

    /// <summary>The student's id, of a ratio and a claim; null for others.</summary>
    public string? Student { get; init; }

    /// <summary>The execution provider; null for a size, which is the same on each.</summary>
    public string? Provider { get; init; }

    /// <summary>Items per call; null where nothing is called.</summary>
    public int? Batch { get; init; }

    /// <summary>Threads inside one call; null likewise.</summary>
    public int? Threads { get; init; }

    /// <summary>Callers at the same time; one is not written.</summary>
    public int Callers { get; init; } = 1;

    /// <summary>
    /// What else is not the default, part by part: sizes of free axes (<see cref="AxisSizes"/>: <c>s128</c>), an option
    /// (<see cref="Setting"/>), a counter (<see cref="Gpu"/>).
    /// </summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The part of an energy case that a processor's counter measured.</summary>
    public const string Processor = "processor";

    /// <summary>The part of an energy case that a GPU's counter measured.</summary>
    public static string Gpu(int index) => FormattableString.Invariant($"gpu{index}");

    /// <summary>An option as a part of an id; a slash in its value would end the part.</summary>
    public static string Setting(string key, string value) => $"{key}={value.Replace('/', '_')}";

    /// <summary>The id of a ratio.</summary>
    public static CaseId Of(RatioRecord ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return new CaseId
        {
            IsRatio = true,
            Metric = ratio.Metric,
            Family = ratio.Family,
            Model = ratio.Teacher,
            Student = ratio.Student,
            Provider = ratio.Provider,
            Batch = ratio.Batch,
            Threads = ratio.Threads,
            Settings = AxisSizes.Part(ratio.Sizes) is { } sizes ? [sizes] : [],
        };
    }

    /// <summary>The id of a score.</summary>
    public static CaseId Of(QualityRecord score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return new CaseId { Metric = score.Metric, Family = score.Family, Model = score.Model, Provider = score.Provider };
    }

    /// <summary>The id of a claim.</summary>
    public static CaseId Of(ClaimRecord claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new CaseId
        {
            Metric = ClaimPrefix,
            Family = claim.Family,
            Model = claim.Teacher,
            Student = claim.Student,
            Provider = claim.Provider,
        };
    }

    /// <summary>The id of a model's size.</summary>
    public static CaseId OfSize(string family, string model) => new() { Metric = Records.Metric.Size.Id, Family = family, Model = model };

    /// <summary>Takes an id apart; null for text that is none.</summary>
    public static CaseId? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        var isRatio = parts[0] == RatioPrefix;
        var own = isRatio ? parts[1..] : parts;
        var hasStudent = isRatio || own is [ClaimPrefix, ..];
        var models = hasStudent ? 2 : 1;
        if (own.Length < 2 + models || own.Contains(""))
        {
            return null;
        }

        var id = new CaseId
        {
            IsRatio = isRatio,
            Metric = own[0],
            Family = own[1],
            Model = own[2],
            Student = hasStudent ? own[3] : null,
            Provider = own.ElementAtOrDefault(2 + models),
        };
        return own.Skip(3 + models).Aggregate(id, With);
    }

    /// <summary>The same without sizes of free axes, as ids were before they had them.</summary>
    public CaseId WithoutSizes() => this with { Settings = [.. Settings.Where(part => !AxisSizes.IsPart(part))] };

    /// <summary>The path.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            IsRatio ? RatioPrefix : null, Metric, Family, Model, Student, Provider, Number('b', Batch), Number('t', Threads),
            Number('c', Callers > 1 ? Callers : null), .. Settings,
        ];
        return string.Join('/', parts.Where(part => part is not null));
    }

    /// <summary>Two ids are the same where their paths are.</summary>
    public bool Equals(CaseId? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>
    /// The same with one more part. Whatever is not written as this version writes it stays as it is, among the settings.
    /// </summary>
    private static CaseId With(CaseId id, string part) => (part[0], Number(part)) switch
    {
        ('b', { } batch) when id.Batch is null => id with { Batch = batch },
        ('t', { } threads) when id.Threads is null => id with { Threads = threads },
        ('c', > 1 and var callers) when id.Callers == 1 => id with { Callers = callers },
        _ => id with { Settings = [.. id.Settings, part] },
    };

    private static string? Number(char letter, int? number) => number is { } value ? FormattableString.Invariant($"{letter}{value}") : null;

    private static int? Number(string part) =>
        int.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Number(part[0], number) == part
            ? number
            : null;
}
