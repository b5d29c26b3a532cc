using InferenceCost.Records;
using InferenceCost.Tasks.Classification;

namespace InferenceCost.Tests.Tasks.Classification;

public sealed class ClassRowTests
{
    [Theory]
    [InlineData(AnswerMeaning.Logits, new[] { 0f, 1.0986123f }, 1, new[] { 0.25f, 0.75f })]
    [InlineData(AnswerMeaning.Probabilities, new[] { 0.75f, 0.25f }, 0, new[] { 0.75f, 0.25f })]
    [InlineData(AnswerMeaning.LogProbabilities, new[] { 0f, float.NegativeInfinity }, 0, new[] { 1f, 0f })]
    [InlineData(AnswerMeaning.Scores, new[] { 3f, 9f, 9f }, 1, new float[0])]
    [InlineData(AnswerMeaning.Logit, new[] { 1.0986123f }, 1, new[] { 0.25f, 0.75f })]
    [InlineData(AnswerMeaning.Logit, new[] { 0f }, 0, new[] { 0.5f, 0.5f })]
    [InlineData(AnswerMeaning.Probability, new[] { 0.25f }, 0, new[] { 0.75f, 0.25f })]
    [InlineData(AnswerMeaning.Class, new[] { 7f }, 7, new float[0])]
    public void One_item_is_read_by_what_its_numbers_are(AnswerMeaning meaning, float[] values, int expected, float[] probabilities)
    {
        var read = new float[ClassRow.Classes(meaning, values.Length)];
        Assert.Equal(expected, ClassRow.Read(meaning, values, read));
        Assert.Equal(probabilities, read, (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Theory]
    [InlineData(AnswerMeaning.Logits, float.NegativeInfinity)]
    [InlineData(AnswerMeaning.Probability, float.NaN)]
    [InlineData(AnswerMeaning.LogProbabilities, float.NaN)]
    public void A_number_that_is_not_finite_names_no_class(AnswerMeaning meaning, float wrong) =>
        Assert.Equal(-1, ClassRow.Read(meaning, [wrong], new float[ClassRow.Classes(meaning, 1)]));

    [Theory]
    [InlineData(AnswerMeaning.Embedding)]
    [InlineData(AnswerMeaning.Regression)]
    [InlineData(AnswerMeaning.None)]
    public void What_names_no_class_is_not_read(AnswerMeaning meaning)
    {
        Assert.False(ClassRow.AreClasses(meaning));
        Assert.Throws<ArgumentException>(() => ClassRow.Classes(meaning, 2));
    }
}
