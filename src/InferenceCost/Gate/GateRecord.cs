using System.Text.Json.Serialization;
using InferenceCost.Comparison;
using InferenceCost.Gate.Answers;
using InferenceCost.Measuring.Planted;
using InferenceCost.Records;

namespace InferenceCost.Gate;

/// <summary>Everything that a gate measured and decided: the content of <c>ab.json</c>.</summary>
public sealed record GateRecord
{
    /// <summary>The schema this version writes.</summary>
    public const string CurrentSchema = "inference-cost-ab/1";

    /// <summary>The file's name.</summary>
    public const string FileName = "ab.json";

    /// <summary>Which schema the file follows.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Whether the figures are made up from a known truth and nothing was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Demo { get; init; }

    /// <summary>Whether all launches were made.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Who measured when, and how it was asked for.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>The machine and the software on it.</summary>
    public required EnvironmentRecord Environment { get; init; }

    /// <summary>The native libraries of this build; a side that brings its own names it.</summary>
    public NativeLibraryRecord? Native { get; init; }

    /// <summary>A hash of the stable facts in <see cref="Environment"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>How busy the machine was.</summary>
    public required ConditionsRecord Conditions { get; init; }

    /// <summary>In what the sides differ.</summary>
    public required GateKind Kind { get; init; }

    /// <summary>The base, as it was asked for.</summary>
    public required string Base { get; init; }

    /// <summary>The head.</summary>
    public required string Head { get; init; }

    /// <summary>Whether both sides ran in one process.</summary>
    public required bool IsOneProcess { get; init; }

    /// <summary>A change of known size that was planted in the head; null outside self-tests.</summary>
    public PlantedChange? Planted { get; init; }

    /// <summary>What outputs might differ by, where that was said; see <see cref="AnswerTerms.Asked"/>.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Whether different answers were accepted beforehand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ChangedAnswersAllowed { get; init; }

    /// <summary>Launches of each subject.</summary>
    public required int Launches { get; init; }

    /// <summary>What was measured, subject by subject.</summary>
    public required IReadOnlyList<GatedModel> Subjects { get; init; }

    /// <summary>The changes that count, case by case.</summary>
    public IEnumerable<CostChange> Changes() => Subjects.SelectMany(subject => subject.Cases).Select(item => item.Change);

    /// <summary>Whether both sides of some subject give different answers.</summary>
    public bool HasDifferentAnswers => Subjects.Any(subject => subject.Answers?.Verdict == AnswersVerdict.Different);

    /// <summary>Whether the head of some subject could not answer what the base could.</summary>
    public bool HasFailedAnswers => Subjects.Any(subject => subject.Answers?.HeadFailed == true);
}
