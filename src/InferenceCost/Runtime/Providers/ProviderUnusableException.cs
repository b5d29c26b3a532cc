using InferenceCost.Runtime.Native;

namespace InferenceCost.Runtime.Providers;

/// <summary>This build has a provider, and this machine cannot use it: a driver or a library is missing, or an option is refused.</summary>
/// <param name="message">What the runtime says, in one line.</param>
/// <param name="fix">What the provider needs.</param>
/// <param name="inner">What was thrown below, if anything.</param>
public sealed class ProviderUnusableException(string message, string fix, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>An exception for a provider that failed.</summary>
    public ProviderUnusableException(ExecutionProvider provider, Exception inner)
        : this(
            $"provider '{provider.Id}' cannot be used here: {RuntimeMessage.OneLine(inner.Message)}", $"it needs {provider.Needs}", inner)
    {
    }

    /// <summary>What the person can do about it.</summary>
    public string Fix { get; } = fix;
}
