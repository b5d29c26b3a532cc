using System.Globalization;
using System.Text.Json;

namespace InferenceCost.RealFiles;

/// <summary>Figures of the suite beside what is known otherwise; each is printed.</summary>
internal sealed class Checks
{
    /// <summary>What single precision may lose in the cosine of a vector with itself.</summary>
    private const double Rounding = 1e-6;

    private int right;
    private int wrong;

    /// <summary>The sheet of <c>models show</c>.</summary>
    public void Sheet(KnownFile file, JsonElement sheet)
    {
        var inventory = sheet.GetProperty("inventory");
        Equal(
            $"{file.Name}: parameters, {file.StoredTwice} of them stored twice", file.Parameters - file.StoredTwice,
            inventory.GetProperty("parameters").GetInt64());
        Equal(
            $"{file.Name}: multiply-adds", file.MultiplyAdds,
            sheet.GetProperty("cost").GetProperty("macs").GetProperty("total").GetInt64());
        Equal(
            $"{file.Name}: outputs", string.Join("; ", file.Outputs),
            string.Join("; ", inventory.GetProperty("signature").GetProperty("outputs").EnumerateArray().Select(Described)));
    }

    /// <summary>A run of the file as teacher and as student.</summary>
    public void Run(KnownFile file, string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var run = document.RootElement;
        Equal($"{file.Name}: the run", "complete", run.GetProperty("status").GetString()!);
        foreach (var model in run.GetProperty("families")[0].GetProperty("models").EnumerateArray())
        {
            Equal($"{file.Name}: parameters in the record", file.Parameters - file.StoredTwice, model.GetProperty("parameters").GetInt64());
        }

        var claim = run.GetProperty("claims")[0];
        Equal($"{file.Name}: latency is measured", true, Has(run.GetProperty("ratios"), "latency"));
        var size = claim.GetProperty("resources").EnumerateArray().First(one => one.GetProperty("metric").GetString() == "size");
        Equal($"{file.Name}: its size over its own", 1, size.GetProperty("estimate").GetDouble());
        if (!claim.GetProperty("quality").TryGetProperty("fidelity", out var fidelity) || fidelity.ValueKind == JsonValueKind.Null)
        {
            Console.WriteLine($"       {file.Name}: its answers are not compared: it gives one vector a token");
            Equal($"{file.Name}: no output is one row an item", true, file.Outputs is [_] && file.Outputs[0].Split(',').Length == 3);
            return;
        }

        foreach (var figure in fidelity.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Number))
        {
            if (figure.Name is "agreement" || figure.Name.Contains("cosine", StringComparison.OrdinalIgnoreCase))
            {
                Near($"{file.Name}: {figure.Name} of the file with itself", 1, figure.Value.GetDouble());
            }
        }
    }

    /// <summary>Says how many figures are right.</summary>
    /// <returns>The exit code.</returns>
    public int End()
    {
        Console.WriteLine($"{right} figures are right, {wrong} wrong");
        return wrong == 0 && right > 0 ? 0 : 1;
    }

    private static bool Has(JsonElement items, string metric) =>
        items.EnumerateArray().Any(item => item.GetProperty("metric").GetString() == metric);

    private static string Described(JsonElement output) => $"{output.GetProperty("name").GetString()} " + string.Join(
        ',', output.GetProperty("shape").EnumerateArray().Select(axis => axis.TryGetProperty("size", out var size)
            ? size.GetInt64().ToString(CultureInfo.InvariantCulture)
            : axis.GetProperty("name").GetString()));

    private void Equal<T>(string what, T known, T given) => Say(what, $"{known}", $"{given}", Equals(known, given));

    private void Near(string what, double known, double given) =>
        Say(what, $"{known}", $"{given:R}", Math.Abs(given - known) <= Rounding);

    private void Say(string what, string known, string given, bool isRight)
    {
        (right, wrong) = isRight ? (right + 1, wrong) : (right, wrong + 1);
        Console.WriteLine(isRight ? $"right  {what}: {given}" : $"WRONG  {what}: {given}, and {known} is known");
    }
}
