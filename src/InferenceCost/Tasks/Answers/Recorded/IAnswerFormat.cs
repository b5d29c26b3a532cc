using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>One form that recorded answers may have: one file for each, and a line in <see cref="AnswerFormats"/>.</summary>
internal interface IAnswerFormat
{
    /// <summary>Whether a file is of this form, by its beginning and by its name.</summary>
    bool Fits(FileStart start);

    /// <summary>Reads all of it into the columns.</summary>
    /// <exception cref="InputException">Something is wrong; the message names the file and the place.</exception>
    void Read(AnswerFile file);
}

/// <summary>A file of recorded answers while it is read.</summary>
/// <param name="Stream">The file, at its beginning.</param>
/// <param name="Columns">Where its answers go.</param>
/// <param name="Choices">What was chosen where a file leaves a choice.</param>
internal sealed record AnswerFile(Stream Stream, PredictionColumns Columns, ReadingChoices Choices)
{
    /// <summary>Where it is, for messages.</summary>
    public string Path => Columns.Path;
}
