using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;

namespace InferenceCost.Tests.Families.UserFiles;

public sealed class InputsOptionTests
{
    private static readonly string[] Models = ["big.onnx", "small.onnx", "tiny.onnx"];

    [Fact]
    public void A_file_is_for_all_models_and_one_with_a_word_before_it_for_those_that_the_word_names()
    {
        Assert.Equal(("x.npz", null), InputsOption.Split(["x.npz"], Models));
        var (all, own) = InputsOption.Split(["student=y.npz", "x.npz"], Models);
        Assert.Equal(("x.npz", "student=y.npz"), (all, Assert.Single(own!)));
        (all, own) = InputsOption.Split(["teacher=x.npz", "tiny=y.npz"], Models);
        Assert.Equal(("x.npz", "tiny=y.npz"), (all, Assert.Single(own!)));
        Assert.Equal((null, null), InputsOption.Split([], Models));
    }

    [Fact]
    public void Two_files_for_one_purpose_or_none_for_the_teacher_are_refused()
    {
        Assert.Throws<InputException>(() => InputsOption.Split(["x.npz", "y.npz"], Models));
        Assert.Throws<InputException>(() => InputsOption.Split(["x.npz", "small="], Models));
        Assert.Throws<InputException>(() => InputsOption.Split(["small=x.npz"], Models));
    }

    [Fact]
    public void A_models_id_goes_before_the_word_for_every_student()
    {
        var (x, y) = (new UserData("x.npz", 2), new UserData("y.npz", 2));
        var own = InputsOption.ByModel(new Dictionary<string, UserData> { ["tiny"] = x, ["student"] = y }, ["big", "small", "tiny"]);
        Assert.Equal([("small", y), ("tiny", x)], own.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key));
        var thrown = Assert.Throws<InputException>(
            () => InputsOption.ByModel(new Dictionary<string, UserData> { ["smal"] = x }, ["big", "small"]));
        Assert.Contains("did you mean 'small'", thrown.Fix, StringComparison.Ordinal);
    }
}
