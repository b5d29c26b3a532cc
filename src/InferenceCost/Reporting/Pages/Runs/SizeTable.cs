using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What each model is and how much there is of it: counted, not measured, and the same on every provider.</summary>
internal static class SizeTable
{
    /// <summary>Writes the table of a family's models.</summary>
    public static void Write(FamilyRecord family, Page page)
    {
        var size = Scale.OfBytes(family.Models.SelectMany(model => new double?[] { model.FileBytes, model.InitializerBytes }));
        var macs = Scale.OfMacs(family.Models.Select(model => model.MacsPerItem));
        var table = Table.Of(family.Models)
            .Words("Model", model => model.Weights == WeightsKind.Random ? $"{model.Id} (random weights)" : model.Id)
            .Words("Name", model => model.Name)
            .Words("Role", model => Role(model))
            .Words("Precision", model => model.Precision)
            .Numbers($"File, {size.Symbol}", model => model.IsRecorded ? null : size.Format(model.FileBytes))
            .Numbers($"Weights, {size.Symbol}", model => model.IsRecorded ? null : size.Format(model.InitializerBytes))
            .Numbers("Parameters", model => model.IsRecorded ? null : Figure.Count(model.Parameters))
            .Numbers($"Multiply-adds an item, {macs.Symbol}", model => macs.Format(model.MacsPerItem), optional: true)
            .Words("Architecture", model => model.Architecture, optional: true)
            .Words("SHA-256", model => model.Sha256.Length > 12 ? model.Sha256[..12] : model.Sha256);
        page.Heading(3, $"Size of the models of {family.Name}");
        page.Table(table);
        if (family.Models.Any(model => model.IsRecorded))
        {
            page.Paragraph($"Of models whose answers were recorded elsewhere there is no file here, and so no size.");
        }

        page.Paragraph($"Weights that the file holds twice are counted once. Multiply-adds are those of convolutions, matrix products, "
            + $"attention and recurrent layers, for one item at the shapes that ran; element-wise work counts "
            + $"none, as in published figures.");
        Sources(family, page);
        Published(family, page);
    }

    /// <summary>Where files came from that the family does not hold, with the licence that they are under.</summary>
    private static void Sources(FamilyRecord family, Page page)
    {
        var packages = family.Models.Where(model => model.Source?.Package is not null)
            .GroupBy(model => (model.Source!.Package, model.Source.Version, model.Source.Licence, model.Source.Upstream));
        foreach (var package in packages)
        {
            page.Paragraph($"From the NuGet package {package.Key.Package} {package.Key.Version} "
                + $"({package.Key.Licence}; {package.Key.Upstream}): {string.Join(", ", package.Select(Part))}.");
        }

        var copies = family.Models.Where(model => model.Source is { Package: null, ConvertedFrom: not null }).Select(Part).ToList();
        if (copies.Count > 0)
        {
            page.Paragraph($"Made here: {string.Join(", ", copies)}.");
        }
    }

    private static string Part(ModelRecord model) => model.Source switch
    {
        { ConvertedFrom: { } original } => $"{model.Id} (converted from {original})",
        { Tail: { } tail } => $"{model.Id} (its graph, continued by {tail})",
        _ => model.Id,
    };

    private static string Role(ModelRecord model) => model.Role switch
    {
        ModelRole.Teacher => "teacher",
        ModelRole.Student => "student",
        _ => "control",
    };

    private static void Published(FamilyRecord family, Page page)
    {
        var figures = family.Models
            .SelectMany(model =>
                model.Published.Select(figure => Phrase.Of($"{model.Id}: {figure.Metric} {figure.Value} ({figure.Source})"))).ToList();
        if (figures.Count > 0)
        {
            page.Details("Published by others, not measured here", () => page.List(figures));
        }
    }
}
