using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

/// <summary>The same class has the same number in every file that is read together.</summary>
public sealed class SharedClassNumbersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Names_of_all_files_are_numbered_in_one_order()
    {
        var read = Together("item,label,prediction\na,dog,cat\n", "item,label,prediction\na,dog,ape\n", "item,prediction\na,Zebra\n");
        Assert.Equal(["Zebra", "ape", "cat", "dog"], read[0].ClassNames!);
        Assert.All(read, file => Assert.Same(read[0].ClassNames, file.ClassNames));
        Assert.Equal(
            (3, 2, 3, 1, 0), (read[0].Labels![0], read[0].Predicted[0], read[1].Labels![0], read[1].Predicted[0], read[2].Predicted[0]));
        Assert.Equal(("cat", "7"), (read[0].NameOf(2), read[0].NameOf(7)));
    }

    [Fact]
    public void Numbers_stay_as_they_are()
    {
        var read = Together("item,label,prediction\na,9,3\n", "item,label,prediction\na,9,40\n");
        Assert.Null(read[0].ClassNames);
        Assert.Equal((9, 3, 40), (read[0].Labels![0], read[0].Predicted[0], read[1].Predicted[0]));
    }

    [Fact]
    public void One_name_anywhere_makes_names_of_all_numbers()
    {
        var read = Together("item,label,prediction\na,17,42\n", "item,label,prediction\na,17,none\n");
        Assert.Equal(["17", "42", "none"], read[0].ClassNames!);
        Assert.Equal((0, 1, 0, 2), (read[0].Labels![0], read[0].Predicted[0], read[1].Labels![0], read[1].Predicted[0]));
    }

    [Fact]
    public void Large_numbers_are_names()
    {
        var read = Together("item,prediction\na,1000000\n", "item,prediction\na,2147483648\n");
        Assert.Equal(["1000000", "2147483648"], read[0].ClassNames!);
    }

    [Fact]
    public void Classes_with_probabilities_come_first()
    {
        var read = Together("item,label,prediction,p:b,p:c\na,c,b,1,0\n", "item,label,prediction\na,c,a\n");
        Assert.Equal(["b", "c", "a"], read[0].ClassNames!);
        Assert.Equal([1, 0], read[0].Probabilities!);
        Assert.Equal(2, read[1].Predicted[0]);
    }

    [Fact]
    public void Probabilities_for_other_classes_are_refused() =>
        Assert.Contains(
            "probabilities for other classes",
            Assert.Throws<InputException>(
                () => Together("item,prediction,p:a,p:b\nx,a,1,0\n", "item,prediction,p:a,p:c\nx,a,1,0\n")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_first_bad_file_is_the_one_that_is_named() =>
        Assert.Contains(
            "1.csv", Assert.Throws<InputException>(() => Together("item,prediction\na,0\n", "item,prediction\n", "")).Message,
            StringComparison.Ordinal);

    private IReadOnlyList<Predictions> Together(params string[] texts) => RecordedPredictions.ReadTogether([.. texts.Select((text, i) =>
    {
        var path = folder.File(FormattableString.Invariant($"{i}.csv"));
        File.WriteAllText(path, text);
        return path;
    })]);
}
