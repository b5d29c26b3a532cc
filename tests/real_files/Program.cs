using System.Reflection;
using InferenceCost.RealFiles;

// Real model files from packages, each measured in one command, and every figure held against what is known otherwise.
// usage: dotnet run -c Release --project tests/real_files [-- FOLDER [show]]
// FOLDER keeps files and runs (default: a temporary folder, removed at the end); 'show' only looks at sizes, in seconds.
// Exit code 0: every figure is right; 1: one is not.
var places = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
    .ToDictionary(attribute => attribute.Key, attribute => attribute.Value!);
var folder = args.Length > 0 ? Path.GetFullPath(args[0]) : Directory.CreateTempSubdirectory("real-files-").FullName;
Directory.CreateDirectory(folder);
try
{
    var checks = new Checks();
    foreach (var file in KnownFile.All)
    {
        var path = PackagedFile.Take(places["Packages"], file, folder);
        var program = new SuiteProgram(places["Program"], folder);
        checks.Sheet(file, program.Json("models", "show", path, "--format", "json", .. file.Sizes));
        if (args is [_, "show"])
        {
            continue;
        }

        var data = Path.Combine(folder, $"{file.Name}.npz");
        Items.Write(data, file.Inputs);
        var run = Path.Combine(folder, $"run-{file.Name}");
        program.Run(
            "run", "--teacher", path, "--student", path, "--inputs", data, "--profile", "quick", "--output", run);
        checks.Run(file, Path.Combine(run, "run.json"));
    }

    return checks.End();
}
finally
{
    if (args.Length == 0)
    {
        Directory.Delete(folder, recursive: true);
    }
}
