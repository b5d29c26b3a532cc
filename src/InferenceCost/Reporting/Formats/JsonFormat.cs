using System.Text.Json;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Formats;

/// <summary>The data behind a report as indented JSON.</summary>
public sealed class JsonFormat : IReportFormat
{
    /// <inheritdoc/>
    public string Id => "json";

    /// <inheritdoc/>
    public string Print(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var data = report.Data();
        return JsonSerializer.Serialize(data, data.GetType(), RunJson.Indented) + "\n";
    }
}
