namespace InferenceCost.Records;

/// <summary>What the answers are that a metric of quality scores.</summary>
public enum AnswerForm
{
    /// <summary>One of a number of classes, with or without a probability for each.</summary>
    Classes,

    /// <summary>A number, in the unit of the true one or as the strength of a statement.</summary>
    Numbers,

    /// <summary>The strength of one statement that is true or false: the probability of class 1 of two, or any number.</summary>
    Strengths,

    /// <summary>A text, or a sequence of other tokens with blanks between them.</summary>
    Texts,
}
