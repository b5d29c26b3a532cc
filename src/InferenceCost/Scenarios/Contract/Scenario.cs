using InferenceCost.Records;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Contract;

/// <summary>
/// One way of measuring: when it is planned and for how long, what its child process is asked, and what is recorded of the answers.
/// Everything else of it lies in the folder of its name; <see cref="ScenarioCatalog"/> lists it.
/// </summary>
public abstract class Scenario
{
    /// <summary>Whether its steps serve the whole run: then they are planned for the first family that they can be planned for.</summary>
    public virtual bool IsOncePerRun => false;

    /// <summary>Whether it is measured at every size and number of threads that was asked for, and not at the first alone.</summary>
    public virtual bool IsAtEveryVariant => false;

    /// <summary>
    /// Whether its steps may run beside each other on the processor: what they find is no time, or one that only a plan is made from.
    /// </summary>
    public virtual bool RunsBesideItself => false;

    /// <summary>Its name in plans and journals: <c>latency</c>.</summary>
    public abstract string Id { get; }

    /// <summary>Its jobs and answers as JSON tells them apart.</summary>
    public abstract IReadOnlyList<JobKind> Kinds { get; }

    /// <summary>The metrics that are missing where a step was not run; empty where nothing that is reported rests on it.</summary>
    public abstract IReadOnlyList<string> MissingWithout(PlanStep step);

    /// <summary>A step in words, for people who watch: <c>latency of 5 models at batch 1, launch 3</c>.</summary>
    public abstract string Describe(PlanStep step);

    /// <summary>
    /// The providers that it cannot be planned on, each with the metric that is missing there and the reason. Asked once a run, so it may
    /// look at the machine.
    /// </summary>
    /// <param name="providers">Those that the run measures on.</param>
    public virtual IReadOnlyList<UnavailableRecord> FindUnavailable(IReadOnlyList<ProviderChoice> providers) => [];

    /// <summary>Puts into the run's folder what has to lie there before anything is measured; done again where a run is resumed.</summary>
    /// <param name="context">The families and where results go.</param>
    /// <param name="truth">What is true in a demonstration; null where figures are measured.</param>
    public virtual void Prepare(JobContext context, DemoTruth? truth)
    {
    }

    /// <summary>The steps that a plan should have, each with its time and its place.</summary>
    public abstract IEnumerable<PlannedStep> Plan(PlanContext plan);

    /// <summary>What the child process of a step is asked.</summary>
    /// <exception cref="ArgumentException">A step that no child process does.</exception>
    public abstract WorkerJob Job(PlanStep step, JobContext context);

    /// <summary>What a step of a demonstration finds: made up from what is true of its models, without loading any.</summary>
    /// <param name="step">The step.</param>
    /// <param name="context">The families and where results go.</param>
    /// <param name="truth">What is true.</param>
    public abstract WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth);

    /// <summary>
    /// Why a launch does not count and is made again, by a rule that never looks at what a call cost; null where it counts. Of the launches
    /// of a kind one in six at most is made again.
    /// </summary>
    public virtual string? SetAside(WorkerResult result) => null;

    /// <summary>Adds the cases, ratios and what is missing of one family on one provider.</summary>
    public virtual void Record(FinishedRun run, RunParts parts)
    {
    }

    /// <summary>Adds what belongs to the run as a whole, once every family is recorded.</summary>
    public virtual void RecordOnce(IReadOnlyList<FinishedStep> steps, RunParts parts)
    {
    }
}
