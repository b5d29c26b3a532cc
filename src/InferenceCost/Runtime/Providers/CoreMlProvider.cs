namespace InferenceCost.Runtime.Providers;

/// <summary>Apple's Core ML: processor, graphics processor or neural engine, as it decides.</summary>
public sealed class CoreMlProvider() : NamedProvider("CoreML")
{
    /// <inheritdoc/>
    public override string Id => "coreml";

    /// <inheritdoc/>
    public override string RuntimeName => "CoreMLExecutionProvider";

    /// <inheritdoc/>
    public override string Needs => "macOS on an Apple processor, where this build's own package has it";
}
