using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Records;

/// <summary>Reads and writes <c>run.json</c>.</summary>
public static class RunStore
{
    /// <summary>The name of the record within a run's folder.</summary>
    public const string FileName = "run.json";

    /// <summary>Replaces the record in a run's folder, whole or not at all.</summary>
    public static void Write(string folder, RunRecord run) =>
        WholeFile.Write(Path.Combine(folder, FileName), stream =>
        {
            JsonSerializer.Serialize(stream, run, RunJson.Indented);
            stream.WriteByte((byte)'\n');
        });

    /// <summary>Reads a run from its folder or from the file itself.</summary>
    /// <exception cref="InputException">It is missing, damaged, or of another schema.</exception>
    public static RunRecord Read(string folderOrFile)
    {
        var path = Directory.Exists(folderOrFile) ? Path.Combine(folderOrFile, FileName) : folderOrFile;
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no run is stored there", "name a run's folder, or its run.json");
        }

        return JsonFile.Read(path, "damaged", "measure again, or restore the file from a copy", text =>
        {
            RefuseOtherSchema(path, Schema(text.Span));
            var run = JsonSerializer.Deserialize<RunRecord>(text.Span, RunJson.Indented) ?? throw new JsonException("the file holds null");
            RefuseGaps(run);
            return run;
        });
    }

    /// <summary>The schema that the file names; it is looked for alone, because of another schema nothing else may be expected.</summary>
    private static string? Schema(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 32 });
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSchema = reader.ValueTextEquals("schema"u8);
            reader.Read();
            if (isSchema)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        // Whatever follows is read to its end: what is no JSON is damaged, what is JSON is no run.
        while (reader.Read())
        {
        }

        return null;
    }

    private static void RefuseOtherSchema(string path, string? schema)
    {
        if (schema is null)
        {
            throw new InputException($"{path}: not a run of InferenceCost (it names no schema)", "name a run's folder, or its run.json");
        }

        if (schema != RunRecord.CurrentSchema)
        {
            throw new InputException(
                $"{path}: written in schema {schema}, this version reads {RunRecord.CurrentSchema}",
                "use the version of InferenceCost that wrote it, or measure again");
        }
    }

    /// <summary>The serialiser refuses a list that is null; it lets a null in a list pass, and a record without its parts.</summary>
    private static void RefuseGaps(RunRecord run)
    {
        Refuse(run.Families, run.Cases, run.Unavailable, run.Quality, run.Ratios, run.Claims, run.LineageChecks, run.Notes);
        Refuse(
            run.Families.SelectMany(family => new object?[] { family.Id, family.Name, family.Task, family.Models }),
            run.Unavailable.SelectMany(item => new object?[] { item.Metric, item.Reason }));
        Refuse(
            run.Families.SelectMany(family => family.Models), run.Claims.SelectMany(claim => claim.Resources),
            run.Cases.SelectMany(item => item.Samples), run.Cases.SelectMany(item => item.Reasons),
            run.Ratios.SelectMany(ratio => ratio.Launches));

        static void Refuse(params IEnumerable<object?>[] lists)
        {
            if (lists.SelectMany(list => list).Any(part => part is null))
            {
                throw new JsonException("null stands where a record or its name belongs");
            }
        }
    }
}
