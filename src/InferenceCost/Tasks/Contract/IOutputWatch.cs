namespace InferenceCost.Tasks.Contract;

/// <summary>Notes a model's answers between the blocks that are timed, outside the clock.</summary>
internal interface IOutputWatch
{
    /// <summary>Notes the answer to the first item of the last call.</summary>
    /// <param name="item">That item, by its place in the data.</param>
    void Look(int item);

    /// <summary>What was noted.</summary>
    /// <param name="model">The model's id.</param>
    OutputCheck ToCheck(string model);
}
