using System.Globalization;
using InferenceCost.Scenarios.Demo;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>
/// Answers to every item that are made up from the true ones. The teacher is right as often as it is sure. A model beside it answers the
/// same, but for a few items in each direction, and gets as many more wrong as its truth says.
/// </summary>
internal static class DemoPredictions
{
    /// <summary>Classes where no labels tell how many there are.</summary>
    private const int UsualClasses = 10;

    /// <summary>The share of items on which a model that answers as well as its teacher is right alone, and so is wrong alone.</summary>
    private const double Changed = 0.01;

    /// <summary>The answers of a model.</summary>
    /// <param name="family">Its family, whose teacher it follows.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="isTeacher">Whether it is the teacher itself.</param>
    /// <param name="loss">The share of items that it answers worse.</param>
    /// <param name="labels">The true classes; null where nobody knows them.</param>
    /// <param name="items">How many items.</param>
    public static Predictions Make(string family, string model, bool isTeacher, double loss, int[]? labels, int items)
    {
        var classes = Math.Max(2, labels?.Max() + 1 ?? UsualClasses);
        var (teacher, own) = (new DemoNoise($"answers of {family}"), new DemoNoise($"answers of {family}/{model}"));
        var (predicted, probabilities) = (new int[items], new float[items * classes]);
        for (var item = 0; item < items; item++)
        {
            var truth = labels?[item] ?? teacher.Index(classes);
            var sure = 1 - (2 * (1 - DemoModel.TeacherAccuracy) * teacher.Share());
            var right = teacher.Share() < sure;
            var wrong = (truth + 1 + teacher.Index(classes - 1)) % classes;
            var share = right ? (Changed + loss) / DemoModel.TeacherAccuracy : Changed / (1 - DemoModel.TeacherAccuracy);
            var isChanged = own.Share() < share;
            predicted[item] = right != (isChanged && !isTeacher) ? truth : wrong;
            var row = probabilities.AsSpan(item * classes, classes);
            row.Fill((float)((1 - sure) / (classes - 1)));
            row[predicted[item]] = (float)sure;
        }

        string[] ids = [.. Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        return new Predictions(model, ids, labels?[..items], predicted, probabilities);
    }
}
