namespace InferenceCost.Foundation;

/// <summary>
/// Something that a person gave us (a file, an argument) cannot be used. The message is one line that says what and where;
/// <see cref="Fix"/> says what to do. The program prints both and exits with 2; anything else that is thrown is our own error.
/// </summary>
/// <param name="message">What is wrong, and where: one line.</param>
/// <param name="fix">What the person can do about it: one line.</param>
/// <param name="inner">What was thrown below, if anything.</param>
public sealed class InputException(string message, string fix, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the person can do about it.</summary>
    public string Fix { get; } = fix;
}
