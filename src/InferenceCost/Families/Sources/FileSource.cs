using InferenceCost.Families.Definition;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>A file that lies in the family's folder, or that a person named.</summary>
internal sealed class FileSource : IModelSource
{
    /// <inheritdoc/>
    public bool IsGenerated => false;

    /// <inheritdoc/>
    public string? OnlyWhenNamed => null;

    /// <inheritdoc/>
    public bool Serves(ModelDefinition model) => model is { Architecture: null, Package: null, Convert: null };

    /// <inheritdoc/>
    public DeclarationFault? Fault(FamilyDefinition family, ModelDefinition model) =>
        model.File is null ? Missing("file")
        : model.Sha256 is null ? Missing("sha256")
        : ContainedPath.Fault(family.Folder, model.File) is { } outside
            ? new DeclarationFault("file", outside, "put the file into the family's folder and name it relative to that")
        : HashedFile.FormFault("sha256", model.Sha256);

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => family.PathOf(model.File!);

    /// <summary>A file that is missing is missing; one whose model has recorded answers is left out, and can be put there.</summary>
    public PendingFile? Pending(FamilyDefinition family, ModelDefinition model) => model.Answers is null || model.Role == ModelRole.Student
        ? null
        : new PendingFile("its file", "not here", "put it there", PathOf(family, model));

    /// <inheritdoc/>
    public void RequireMakeable(FamilyDefinition family, ModelDefinition model)
    {
    }

    /// <inheritdoc/>
    public int MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation) => 0;

    /// <inheritdoc/>
    public ModelSourceRecord? RecordOf(FamilyDefinition family, ModelDefinition model) => null;

    private static DeclarationFault Missing(string field) => new(
        field, "this field is missing", "write the ONNX file and its SHA-256, or the architecture that the graph is built from");
}
