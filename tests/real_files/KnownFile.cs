namespace InferenceCost.RealFiles;

/// <summary>A published file, and what is known of it without this suite.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Package">The package's folder, <c>id/version</c> in lower case.</param>
/// <param name="File">The file in it: an ONNX file, or an assembly with one in a resource.</param>
/// <param name="Parameters">Learnt numbers, each counted once.</param>
/// <param name="StoredTwice">Of the architecture's numbers, how many the file holds a second time with the same values.</param>
/// <param name="MultiplyAdds">Of one item at the sizes below.</param>
/// <param name="Sizes">Options that give the sizes that the file leaves open.</param>
/// <param name="Outputs">Its outputs and their shapes, free axes as their names.</param>
/// <param name="Inputs">What it is fed.</param>
internal sealed record KnownFile(
    string Name, string Package, string File, long Parameters, long StoredTwice, long MultiplyAdds, string[] Sizes, string[] Outputs,
    FedArray[] Inputs)
{
    private const int Tokens = 128;

    /// <summary>The files.</summary>
    public static IReadOnlyList<KnownFile> All { get; } =
        [ResNet18(), Bert("MiniLM", hasPooler: true), Bert("ArcticXs", hasPooler: false)];

    /// <summary>
    /// ResNet-18 (He et al. 2015) has 11,689,512 parameters and 1,814,073,344 multiply-adds at 224 x 224, 513,000 and 512,000 of them
    /// in its last layer, which a featuriser lacks (torchvision's tables: 11.7 M, 1.81 G). This file has a third block of two 3 x 3
    /// convolutions of 512 channels at 7 x 7 in its last stage, each with a scale and a shift a channel. Where two branches meet, both
    /// shifts have learnt the same: 128 + 256 + 512 numbers are there twice.
    /// </summary>
    private static KnownFile ResNet18()
    {
        const long Convolution = 512 * 512 * 3 * 3;
        return new KnownFile(
            "ResNet18", "microsoft.ml.dnnimagefeaturizer.resnet18/0.23.1", "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx",
            11_689_512 - 513_000 + (2 * (Convolution + 512 + 512)), 128 + 256 + 512,
            1_814_073_344 - 512_000 + (2 * Convolution * 7 * 7), [], ["Pooling395_Output_0 1,512,1,1"],
            [new FedArray("Input247", 3 * 224 * 224, [3, 224, 224], null)]);
    }

    /// <summary>
    /// BERT (Devlin et al. 2019) with 6 layers, 384 wide, 1,536 inside: all-MiniLM-L6-v2 has 22.7 M parameters, snowflake-arctic-embed-xs
    /// 22 M (their model cards). Counted from the architecture: tables of tokens, positions and segments; queries, keys, values and their
    /// output; two layers inside; normalisations.
    /// </summary>
    private static KnownFile Bert(string name, bool hasPooler)
    {
        const long Layers = 6;
        const long Width = 384;
        const long Inside = 1536;
        const long Norm = 2 * Width;
        var layer = (4 * (Width + 1) * Width) + ((Width + 1) * Inside) + ((Inside + 1) * Width) + (2 * Norm);
        var calls = (Layers * Tokens * ((4 * Width * Width) + (2 * Width * Inside))) + (Layers * 2 * Tokens * Tokens * Width);
        var (batch, length) = hasPooler ? ("batch", "sequence") : ("batch_size", "sequence_length");
        return new KnownFile(
            name, $"sentencetransformers.{name.ToLowerInvariant()}/24.9.52193", $"lib/netstandard2.1/SentenceTransformers.{name}.dll",
            ((30522 + 512 + 2) * Width) + Norm + (Layers * layer) + (hasPooler ? (Width + 1) * Width : 0), 0,
            calls + (hasPooler ? Width * Width : 0), ["--dim", $"{length}={Tokens}"],
            hasPooler
                ? [$"last_hidden_state {batch},{length},Addlast_hidden_state_dim_2", "924 Tanh924_dim_0,384"]
                : [$"last_hidden_state {batch},{length},384"],
            [
                new FedArray("input_ids", Tokens, [Tokens], (1000, 30000)), new FedArray("attention_mask", Tokens, [Tokens], (1, 2)),
                new FedArray("token_type_ids", Tokens, [Tokens], (0, 1)),
            ]);
    }
}
