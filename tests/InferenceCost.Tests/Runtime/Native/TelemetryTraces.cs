namespace InferenceCost.Tests.Runtime.Native;

/// <summary>What ONNX Runtime's telemetry leaves on Linux, seen from outside of a process that has loaded the library.</summary>
/// <param name="Process">The process.</param>
/// <param name="Threads">
/// Threads with the name of the main thread. Those of .NET have names of their own; a native thread that was given none keeps the name of
/// the thread that started it.
/// </param>
/// <param name="Databases">Open files of the database.</param>
internal sealed record TelemetryTraces(int Process, int Threads, int Databases)
{
    private const string Database = "onnxruntime.db";

    /// <summary>A process and all below it in which the library is mapped; one that ends meanwhile is left out.</summary>
    public static IEnumerable<TelemetryTraces> Below(int process)
    {
        foreach (var at in Tree(process))
        {
            TelemetryTraces? traces = null;
            try
            {
                var root = $"/proc/{at}";
                if (File.ReadAllText($"{root}/maps").Contains("libonnxruntime.so", StringComparison.Ordinal))
                {
                    var name = File.ReadAllText($"{root}/comm");
                    traces = new(
                        at,
                        Directory.GetDirectories($"{root}/task").Count(task => File.ReadAllText($"{task}/comm") == name),
                        Directory.GetFiles($"{root}/fd")
                            .Count(file => new FileInfo(file).LinkTarget?.Contains(Database, StringComparison.Ordinal) == true));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
            }

            if (traces is not null)
            {
                yield return traces;
            }
        }
    }

    private static List<int> Tree(int process)
    {
        var found = new List<int> { process };
        for (var next = 0; next < found.Count; next++)
        {
            try
            {
                foreach (var task in Directory.GetDirectories($"/proc/{found[next]}/task"))
                {
                    found.AddRange(
                        File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse));
                }
            }
            catch (IOException)
            {
            }
        }

        return found;
    }
}
