using InferenceCost.Onnx.Writing;

namespace InferenceCost.Tests.Onnx.Writing;

internal static class GraphSaving
{
    /// <summary>Writes the graph; a test run that is cancelled stops it.</summary>
    public static void Save(this GraphDefinition graph, string path) => GraphFile.Write(graph, path, TestContext.Current.CancellationToken);
}
