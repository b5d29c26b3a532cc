using System.Diagnostics;
using InferenceCost.Onnx.Schema;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Runtime.Native;

/// <summary>A library of operators, built where there is a C compiler, and a model that needs it.</summary>
internal static class OperatorLibrary
{
    /// <summary>Builds it; skips the test where that cannot be done.</summary>
    public static string Build(TemporaryFolder folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the library is built with cc on Linux only");
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "", ".nuget", "packages");
        var headers = Path.Combine(
            packages, "microsoft.ml.onnxruntime", OrtEnv.Instance().GetVersionString(), "build", "native", "include");
        Assert.SkipUnless(Directory.Exists(headers), "the headers of ONNX Runtime are not beside its package");
        var library = folder.File("libdoubled.so");
        var source = Path.Combine(AppContext.BaseDirectory, "Runtime", "Native", "doubled.c");
        Process? compiler = null;
        try
        {
            compiler = Process.Start("cc", ["-w", "-O1", "-shared", "-fPIC", "-I", headers, "-o", library, source]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("no C compiler (cc) is installed");
        }

        using (compiler)
        {
            compiler.WaitForExit();
            Assert.Equal(0, compiler.ExitCode);
        }

        return library;
    }

    /// <summary>y = Doubled(x) W, of shape [N, 2].</summary>
    public static ModelProto Model()
    {
        var model = new GraphBuilder("doubled")
            .Input("x", TensorElementType.Float, "N", 3).Output("y", TensorElementType.Float, "N", 2)
            .Floats("W", [3, 2], 1, 2, 3, 4, 5, 6).Node("Doubled", ["x"], ["z"]).Node("MatMul", ["z", "W"], ["y"]).Model;
        model.Graph.Node[0].Domain = "test.ops";
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "test.ops", Version = 1 });
        return model;
    }
}
