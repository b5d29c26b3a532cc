using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Recorded predictions, one item a line: CSV with the columns <c>item, label, prediction, p0, p1, ..., score, cluster</c> in any order,
/// JSON lines or Parquet with the same names, or the log of an evaluation (<see cref="AnswerFormats"/> has all forms). A file has
/// predictions, or scores, or both; labels, probabilities and clusters may be missing. Classes are numbers from 0, or names; the
/// probability of a named class is in column <c>p:NAME</c>. Blanks around a value are not part of it.
/// </summary>
public static class RecordedPredictions
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="InputException">Missing, of another form, or with the same item twice; the message names the line.</exception>
    public static Predictions Read(string path, AnswerForm form = AnswerForm.Classes) =>
        ReadTogether([path], new ReadingChoices { Form = form })[0];

    /// <summary>Reads separated values that are in memory.</summary>
    /// <param name="source">Where they come from, for messages.</param>
    /// <param name="text">The text, which can be read twice.</param>
    /// <exception cref="InputException">As above.</exception>
    internal static Predictions Read(string source, Stream text)
    {
        var columns = new PredictionColumns(source, AnswerForm.Classes);
        new CsvFile(source, columns).Read(text);
        columns.End();
        return SharedClassNumbers.Apply([columns])[0];
    }

    /// <summary>
    /// Reads files that are to be compared: a class has the same number in each of them, whatever the classes are called.
    /// </summary>
    /// <param name="paths">The files.</param>
    /// <param name="choices">What to read where a log holds several gradings; null where nothing was chosen.</param>
    /// <returns>The predictions in the order of the files; their <see cref="Predictions.ClassNames"/> are the same.</returns>
    /// <exception cref="InputException">One cannot be used; the message names the file and the line.</exception>
    public static IReadOnlyList<Predictions> ReadTogether(IReadOnlyList<string> paths, ReadingChoices? choices = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        // Reading keeps a core busy, and there is more than one; the first bad file in the order given is the one that is reported.
        var reading = paths.Select(path => Task.Run(() => ReadColumns(path, choices ?? ReadingChoices.None))).ToList();
        List<PredictionColumns> files = [.. reading.Select(task => task.GetAwaiter().GetResult())];
        FileAgreement.Check(files, choices ?? ReadingChoices.None);
        return RepeatedAnswers.Average(SharedClassNumbers.Apply(files));
    }

    private static PredictionColumns ReadColumns(string path, ReadingChoices choices)
    {
        var columns = new PredictionColumns(path, choices.Form);
        try
        {
            using var stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
            AnswerFormats.Of(FileStart.Of(path, stream)).Read(new AnswerFile(stream, columns, choices));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException
            or ArgumentException { ParamName: "path" })
        {
            throw new InputException($"{path}: no such file", "check the path", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path}: cannot be read, {error.Message.Split('\n')[0]}", "check that it is a file that you may read", error);
        }

        columns.End();
        return columns;
    }
}
