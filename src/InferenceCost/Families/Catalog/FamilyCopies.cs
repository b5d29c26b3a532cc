using InferenceCost.Families.Checking;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Onnx.Reading;

namespace InferenceCost.Families.Catalog;

/// <summary>The files that a new family needs in its folder: planned first, so that one in the way is found before any is copied.</summary>
internal sealed class FamilyCopies(string folder)
{
    private readonly List<(string From, string To)> copies = [];

    /// <summary>Plans for a model and its external data; gives the path for the family file.</summary>
    /// <remarks>A model with external data gets a folder of its own: exporters call that file the same for every model.</remarks>
    public string PlanModel(VerifiedModel model)
    {
        if (Inside(model.Path) is string inside)
        {
            return inside;
        }

        var external = OnnxModelFile.Read(model.Path).ExternalFiles;
        var id = model.Definition.Id;
        var target = external.Count > 0 ? $"{id}/{id}.onnx" : $"{id}.onnx";
        Plan(model.Path, target);
        foreach (var file in external)
        {
            var beside = Path.GetRelativePath(Path.GetDirectoryName(model.Path)!, file);
            Plan(file, $"{id}/{beside.Replace(Path.DirectorySeparatorChar, '/')}");
        }

        return target;
    }

    /// <summary>Plans for a data file; gives the path for the family file.</summary>
    public string PlanData(string file, string name)
    {
        var path = Path.GetFullPath(file);
        return Inside(path) ?? Plan(path, $"data/{name}{Path.GetExtension(path)}");
    }

    /// <summary>Copies what was planned; overwrites nothing.</summary>
    /// <exception cref="InputException">A file is in the way.</exception>
    public void Carry()
    {
        foreach (var (_, to) in copies)
        {
            if (File.Exists(to))
            {
                throw new InputException($"{to} is already there", "name another folder, or move that file; nothing was changed");
            }
        }

        foreach (var (from, to) in copies)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to, overwrite: false);
        }
    }

    private string Plan(string from, string target)
    {
        copies.Add((from, Path.Combine([folder, .. target.Split('/')])));
        return target;
    }

    private string? Inside(string path) => RealPath.IsInside(RealPath.Resolve(path), RealPath.Resolve(folder))
        && Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/') is var relative
        && ContainedPath.Fault(folder, relative) is null ? relative : null;
}
