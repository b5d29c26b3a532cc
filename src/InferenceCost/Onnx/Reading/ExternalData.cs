using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Foundation.Text;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>Where the values of one tensor lie outside the model file.</summary>
/// <param name="File">The file, as an absolute path.</param>
/// <param name="Offset">Bytes from the start of that file.</param>
/// <param name="Length">Bytes that belong to the tensor.</param>
public sealed record ExternalSlice(string File, long Offset, long Length);

/// <summary>
/// Finds external data and refuses what leads outside the model's folder: a model file comes from strangers, and its external data
/// is a path that the runtime would open. A model that is itself a symbolic link (as in a download cache) may also use the folder
/// that the link leads to.
/// </summary>
internal sealed class ExternalData
{
    private readonly string folder;
    private readonly string[] allowed;
    private readonly string model;

    /// <param name="modelPath">The model file whose tensors are looked up.</param>
    public ExternalData(string modelPath)
    {
        model = modelPath;
        folder = Path.GetDirectoryName(Path.GetFullPath(modelPath))!;
        allowed = [RealPath.Resolve(folder), Path.GetDirectoryName(RealPath.Resolve(modelPath))!];
    }

    /// <summary>True when the tensor's values lie outside the model file.</summary>
    public static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    /// <summary>The checked place of the tensor's values.</summary>
    /// <exception cref="InputException">
    /// The file is missing, too short or outside the model's folder, or the entries make no sense.
    /// </exception>
    public ExternalSlice Locate(TensorProto tensor)
    {
        var location = Entry(tensor, "location") ?? throw Refuse(tensor, "names no file", "Export the model again.");
        var file = FileOf(tensor, location);
        var fileLength = new FileInfo(RealPath.Resolve(file)).Length;
        var needed = TensorSize.Bytes(tensor);
        var offset = Number(tensor, "offset") ?? 0;
        var length = Number(tensor, "length") ?? needed;
        if (length != needed)
        {
            throw Refuse(tensor, $"states {length} bytes where its shape and type need {needed}", "Export the model again.");
        }

        return offset <= fileLength - length
            ? new ExternalSlice(file, offset, length)
            : throw Refuse(
                tensor,
                $"needs bytes {offset} to {(Int128)offset + length} of '{Quoted.Of(location)}', which has only {fileLength}",
                "Fetch the external data file again: it is truncated or belongs to another model.");
    }

    private string FileOf(TensorProto tensor, string location)
    {
        var file = IsAbsolute(location) ? null : Path.GetFullPath(Path.Combine(folder, location));
        if (file is null || !RealPath.IsInside(file, folder)
            || location.Split('/', '\\').Contains("..") && !RealPath.IsInside(RealPath.Resolve(file), folder)
            || !allowed.Any(root => RealPath.IsInside(RealPath.Resolve(file), root)))
        {
            throw Refuse(
                tensor,
                $"points to '{Quoted.Of(location)}', outside the model's folder",
                "Put the data beside the model and export it with a relative path; do not use the model if you do "
                + "not know why it points there.");
        }

        return File.Exists(file)
            ? file
            : throw Refuse(
                tensor,
                $"lies in '{Quoted.Of(location)}', which is missing",
                "Copy the external data file into the model's folder, beside the .onnx file.");
    }

    // Also the other systems' absolute paths: a file that is refused on one system is refused on all.
    private static bool IsAbsolute(string location) =>
        location.Length == 0 || location.Contains('\0') || Path.IsPathRooted(location) || location[0] is '/' or '\\'
        || location.Length > 1 && location[1] == ':' && char.IsAsciiLetter(location[0]);

    private long? Number(TensorProto tensor, string key) => Entry(tensor, key) switch
    {
        null or "" => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw Refuse(tensor, $"states the {key} '{Quoted.Of(text)}', which is no size in bytes", "Export the model again."),
    };

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.LastOrDefault(entry => entry.Key == key)?.Value;

    private InputException Refuse(TensorProto tensor, string what, string fix) =>
        new($"{model}: the external data of tensor '{Quoted.Of(tensor.Name)}' {what}.", fix);
}
