using InferenceCost.Families.Definition;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>No file at all: the family carries a model's answers, and the model is never run.</summary>
internal sealed class RecordedSource : IModelSource
{
    /// <inheritdoc/>
    public bool IsGenerated => false;

    /// <inheritdoc/>
    public string? OnlyWhenNamed => null;

    /// <inheritdoc/>
    public bool Serves(ModelDefinition model) => model is { Answers: not null, Architecture: null, Package: null, File: null };

    /// <inheritdoc/>
    public DeclarationFault? Fault(FamilyDefinition family, ModelDefinition model) =>
        model.Role == ModelRole.Student ? new DeclarationFault(
            "file", "this field is missing, and recorded answers do not stand for a student: its cost has to be measured",
            "write its ONNX file and SHA-256, or make it a control")
        : model.Sha256 is not null ? new DeclarationFault(
            "sha256", "a model without a file has no hash", "leave it out; the hash of the file that answered is answers.modelSha256")
        : null;

    /// <summary>The file of its answers, which is no model.</summary>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => family.PathOf(model.Answers!.File);

    /// <inheritdoc/>
    public PendingFile? Pending(FamilyDefinition family, ModelDefinition model) => null;

    /// <inheritdoc/>
    public void RequireMakeable(FamilyDefinition family, ModelDefinition model)
    {
    }

    /// <inheritdoc/>
    public int MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation) => 0;

    /// <inheritdoc/>
    public ModelSourceRecord? RecordOf(FamilyDefinition family, ModelDefinition model) => null;
}
