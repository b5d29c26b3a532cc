using InferenceCost.Foundation;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>What <c>--dim</c> takes: <c>sequence=16,128,512</c> and <c>height=32,width=320</c> alike.</summary>
internal static class SizeLists
{
    /// <summary>Every combination of the sizes, each a full set of <c>name=N</c>; the first of all first.</summary>
    /// <exception cref="InputException">A size without a name.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Parse(string[] given)
    {
        var sizes = new List<(string Name, List<string> Sizes)>();
        foreach (var text in given.Split())
        {
            var split = text.LastIndexOf('=');
            if (split <= 0 && (split == 0 || sizes.Count == 0))
            {
                throw new InputException($"--dim {text}: not of the form NAME=VALUE", "write --dim name=value");
            }

            var name = split < 0 ? sizes[^1].Name : text[..split];
            var known = sizes.FindIndex(item => item.Name == name);
            if (known < 0)
            {
                known = sizes.Count;
                sizes.Add((name, []));
            }

            sizes[known].Sizes.Add($"{name}={text[(split + 1)..]}");
        }

        IEnumerable<IReadOnlyList<string>> sets = [[]];
        foreach (var (_, values) in sizes)
        {
            sets = [.. sets.SelectMany(set => values.Distinct().Select(value => (IReadOnlyList<string>)[.. set, value]))];
        }

        return [.. sets];
    }
}
