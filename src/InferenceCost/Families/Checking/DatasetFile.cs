using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;

namespace InferenceCost.Families.Checking;

/// <summary>The files of a family's evaluation data.</summary>
public static class DatasetFile
{
    /// <summary>
    /// Makes sure that the data files are there and are the declared ones; what is in them is for the reader of the data.
    /// </summary>
    /// <returns>
    /// The absolute path of the data, and that of the labels (the same file, unless they have one of their own); null without a data set.
    /// </returns>
    /// <exception cref="InputException">A file is missing or has another hash.</exception>
    public static (string Data, string Labels)? Verify(FamilyDefinition family)
    {
        if (family.Task.Dataset is not { } dataset)
        {
            return null;
        }

        var data = family.PathOf(dataset.File);
        HashedFile.Check($"data of {family.Id}", data, dataset.Sha256);
        if (dataset is not { LabelsFile: { } file, LabelsSha256: { } hash })
        {
            return (data, data);
        }

        var labels = family.PathOf(file);
        HashedFile.Check($"labels of {family.Id}", labels, hash);
        return (data, labels);
    }
}
