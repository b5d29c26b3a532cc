using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// Reads the files that data come in: NumPy's archives (.npz), one array of NumPy (.npy), and tables (.csv, .tsv). The file's ending says
/// which; what has another one is taken for an archive.
/// </summary>
public static class DataFile
{
    /// <summary>Whether a file is a table: its columns go by their names, and an array is one or several of them.</summary>
    public static bool IsTable(string path) => Has(path, ".csv") || Has(path, ".tsv");

    /// <summary>Whether a file holds one array, which has no name.</summary>
    public static bool IsSingle(string path) => Has(path, ".npy");

    /// <summary>The names of the arrays or columns; of a single array that of the file.</summary>
    /// <exception cref="InputException">The file is missing or not what its ending says.</exception>
    public static IReadOnlyList<string> Names(string path) =>
        IsTable(path) ? CsvTable.Header(path)
        : IsSingle(path) ? [NpyFile.NameOf(path)]
        : NpzFile.Names(path);

    /// <summary>Reads what is fed to an input.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">The input: which array, and of a table the type and the number of axes to read it as.</param>
    /// <exception cref="InputException">The file or the array is missing, damaged, or of a kind that is not supported.</exception>
    public static NpyArray Read(string path, InputDefinition input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return IsTable(path) ? CsvTable.Read(path, input.ArrayName, TypeOfCells(input), input.Shape.Count) : Read(path, input.ArrayName);
    }

    /// <summary>Reads one array; of a table the numbers of one column.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static NpyArray Read(string path, string array) =>
        IsTable(path) ? CsvTable.Read(path, array, TensorElementType.Double, axes: 1)
        : IsSingle(path) ? NpyFile.Read(path)
        : NpzFile.Read(path, array);

    /// <summary>What is fed to an input, without its elements.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static (TensorElementType Type, long[] Shape) ReadHeader(string path, InputDefinition input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return IsTable(path) ? (TypeOfCells(input), CsvTable.Shape(path, input.ArrayName, input.Shape.Count))
            : IsSingle(path) ? NpyFile.ReadHeader(path)
            : NpzFile.ReadHeader(path, input.ArrayName);
    }

    /// <summary>How many elements lie along the first axis of each array; none of single numbers.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static IReadOnlyDictionary<string, long> Lengths(string path)
    {
        if (IsTable(path))
        {
            var rows = CsvTable.CountRows(path);
            return CsvTable.Header(path).ToDictionary(CsvColumns.Join, _ => rows);
        }

        var shapes = IsSingle(path)
            ? [(Name: NpyFile.NameOf(path), NpyFile.ReadHeader(path).Shape)]
            : NpzFile.Names(path).Distinct().Select(name => (Name: name, NpzFile.ReadHeader(path, name).Shape));
        return shapes.Where(array => array.Shape.Length > 0).ToDictionary(array => array.Name, array => array.Shape[0]);
    }

    /// <summary>Numbers of a table have no type of their own: those for whole numbers are read as such, all others as fractions.</summary>
    private static TensorElementType TypeOfCells(InputDefinition input) => input.Type switch
    {
        "string" => TensorElementType.String,
        "float32" or "float64" or "float16" or "bfloat16" => TensorElementType.Double,
        _ => TensorElementType.Int64,
    };

    private static bool Has(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
