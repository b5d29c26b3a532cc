namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>The samples that lm-evaluation-harness logs: <c>samples_TASK_DATE.jsonl</c>, one line for each item and filter.</summary>
internal sealed class HarnessLogFormat : IAnswerFormat
{
    /// <inheritdoc/>
    /// <remarks>Somebody else's file may have a doc_id too; only the harness writes what it asked beside it.</remarks>
    public bool Fits(FileStart start) => start.Names.Contains(HarnessLog.Item)
        && (start.Names.Contains(HarnessLog.Answers) || start.Names.Contains("resps") || start.Names.Contains("arguments"));

    /// <inheritdoc/>
    public void Read(AnswerFile file) => new HarnessLog(file).Read();
}
