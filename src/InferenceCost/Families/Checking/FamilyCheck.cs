using System.Text.RegularExpressions;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Families.Checking;

/// <summary>Checks what a family means, once its form is right: each line that a person could get wrong is refused by its place.</summary>
/// <param name="path">The family file, for messages.</param>
/// <param name="family">What was read from it.</param>
internal sealed partial class FamilyCheck(string path, FamilyDefinition family)
{
    /// <summary>Refuses the first thing that is wrong.</summary>
    /// <exception cref="InputException">Names the file, the place and what to do.</exception>
    public void Run()
    {
        Id("id", family.Id);
        Require(
            family.Id != FamilyDefinition.OwnId, "id", "'own' is kept for files that are named on the command line", "choose another id");
        Text("name", family.Name);
        new TaskCheck(this, family.Task).Run();
        new ModelsCheck(this, family).Run();
    }

    /// <summary>Refuses the value at a place unless the condition holds.</summary>
    public void Require(bool condition, string place, string what, string fix)
    {
        if (!condition)
        {
            throw new InputException($"{path}: {place}: {what}", fix);
        }
    }

    /// <summary>An id becomes part of case ids and of file names on three operating systems.</summary>
    public void Id(string place, string id) => Require(
        IdForm().IsMatch(id),
        place,
        $"'{id}' is not an id",
        "use lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit");

    /// <summary>Text that people read must not be empty.</summary>
    public void Text(string place, string text) =>
        Require(!string.IsNullOrWhiteSpace(text), place, "the text is empty", "fill it in");

    /// <summary>One of a few words.</summary>
    public void Word(string place, string word, IReadOnlyList<string> known) =>
        Require(known.Contains(word), place, $"'{word}' is unknown here", $"write one of: {NearestWord.List(word, known)}");

    /// <summary>A SHA-256.</summary>
    public void Hash(string place, string hash)
    {
        var fault = HashedFile.FormFault("", hash);
        Require(fault is null, place, fault?.Message ?? "", fault?.Fix ?? "");
    }

    /// <summary>A path inside the family's folder.</summary>
    public void File(string place, string file)
    {
        var fault = ContainedPath.Fault(family.Folder, file);
        Require(fault is null, place, fault ?? "", "put the file into the family's folder and name it relative to that");
    }

    /// <summary>No two of the names are equal; capitals do not tell them apart, as on some file systems.</summary>
    public void Unique(string place, string field, IEnumerable<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, name) in names.Index())
        {
            Require(
                seen.TryAdd(name, index),
                FormattableString.Invariant($"{place}[{index}]{field}"),
                $"'{name}' is already used by {place}[{seen[name]}]",
                "give it a name of its own");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9.-]*[a-z0-9])?\z")]
    private static partial Regex IdForm();
}
