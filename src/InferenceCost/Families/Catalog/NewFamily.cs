using InferenceCost.Families.Definition;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Families.Catalog;

/// <summary>A family file that was written.</summary>
/// <param name="File">The file.</param>
/// <param name="Family">What it declares, read back from it.</param>
/// <param name="Notes">What the person should do or know next, one line each.</param>
public sealed record NewFamilyFile(string File, FamilyDefinition Family, IReadOnlyList<string> Notes);

/// <summary>Writes the family file for models that a person has, with everything filled in that the files themselves tell.</summary>
public static class NewFamily
{
    /// <summary>What stands where only a person can say why: the program never invents a reason.</summary>
    public const string MarginToFillIn =
        "FILL IN: say why a student this much worse still matches, set the value accordingly, and add declaredUtc "
        + "before you score the test data";

    /// <summary>
    /// Makes a family's folder. Files that lie in it already are referred to, others are copied into it, because a family's paths stay
    /// inside its folder. Nothing is overwritten, and everything is checked before the first file is written.
    /// </summary>
    /// <param name="folder">The family's folder; made when it does not exist.</param>
    /// <param name="teacher">The larger model's file; null for a file that only shows the form.</param>
    /// <param name="students">The files of the smaller ones.</param>
    /// <param name="data">Evaluation data; without labels the task is of kind <c>none</c>.</param>
    /// <exception cref="InputException">A file is unsound or in the way, or the folder cannot be written.</exception>
    public static NewFamilyFile Create(string folder, string? teacher = null, IReadOnlyList<string>? students = null, UserData? data = null)
    {
        folder = Path.GetFullPath(folder);
        var path = Path.Combine(folder, FamilyDefinition.FileName);
        RefuseIfThere(path);
        if (teacher is null && (students is { Count: > 0 } || data is not null))
        {
            throw new InputException(
                "models new: students or data were named, but no teacher", "name the larger model's file with --teacher");
        }

        try
        {
            var (family, notes) = teacher is null
                ? (Form(), ["put the model files into the folder, then write their paths and SHA-256 into the file"])
                : Filled(folder, UserFamily.Build(teacher, students ?? [], data));
            FamilyFile.Write(path, family with { Id = IdOf(folder), Name = new DirectoryInfo(folder).Name });
            return new NewFamilyFile(path, FamilyFile.Load(path), notes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be written, {error.Message}", "name a folder that you may write to", error);
        }
    }

    private static (FamilyDefinition Family, IReadOnlyList<string> Notes) Filled(string folder, OwnFamily own)
    {
        var copies = new FamilyCopies(folder);
        var models = own.Models.Select(model => model.Definition with { File = copies.PlanModel(model) }).ToArray();
        var dataset = own.Family.Task.Dataset is { } data
            ? data with { File = copies.PlanData(data.File, "inputs"), LabelsFile = data.LabelsFile is null
                ? null
                : copies.PlanData(data.LabelsFile, "labels") }
            : null;
        copies.Carry();
        var isScored = own.Family.Task.Kind != TaskKind.None;
        var task = own.Family.Task with
        {
            Output = own.Family.Task.Output ?? own.Models[0].Inventory.Signature.Outputs[0].Name,
            Dataset = dataset is null ? null : dataset with { Split = "test" },
            Margin = isScored ? new MarginDefinition { Kind = MarginKind.Absolute, Value = 0.01, Reason = MarginToFillIn } : null,
        };
        string[] notes =
        [
            .. own.Notes,
            .. isScored
                ? ["fill in task.margin: its value and its reason are a placeholder"]
                : new[] { "the task is of kind 'none': cost is measured, quality is not" },
            "say of each student whether it is distilled, and describe where the models come from",
        ];
        return (own.Family with { Schema = "../family.schema.json", Task = task, Models = models }, notes);
    }

    private static FamilyDefinition Form()
    {
        var model = new ModelDefinition
        {
            Id = "teacher",
            Name = "Teacher",
            Role = ModelRole.Teacher,
            Precision = "fp32",
            Weights = WeightsKind.Trained,
            File = "teacher.onnx",
            Sha256 = new string('0', 64),
            Description = "FILL IN: what it is and how it was made",
        };
        return new FamilyDefinition
        {
            Schema = "../family.schema.json",
            Id = "",
            Name = "",
            Description = "FILL IN: what the family is for",
            Task = new TaskDefinition { Kind = TaskKind.None },
            Models =
            [
                model,
                model with { Id =
                    "student", Name = "Student", Role = ModelRole.Student, Distilled = true, Teacher = "teacher", File = "student.onnx" },
            ],
        };
    }

    private static string IdOf(string folder)
    {
        var id = UserModels.AsId(new DirectoryInfo(folder).Name);
        return id == FamilyDefinition.OwnId ? "own-family" : id;
    }

    private static void RefuseIfThere(string path)
    {
        if (File.Exists(path))
        {
            throw new InputException($"{path} is already there", "name another folder, or edit that file; nothing was changed");
        }
    }
}
