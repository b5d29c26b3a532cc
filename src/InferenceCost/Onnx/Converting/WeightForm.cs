namespace InferenceCost.Onnx.Converting;

/// <summary>How one weight is converted.</summary>
internal enum WeightForm
{
    /// <summary>Half precision with a Cast behind it.</summary>
    Half,

    /// <summary>Eight bits with a scale for each column, multiplied in integers.</summary>
    IntegerColumns,

    /// <summary>Eight bits with a scale for each row, looked up or multiplied in integers.</summary>
    IntegerRows,

    /// <summary>Four bits in blocks.</summary>
    Blocks,

    /// <summary>Eight bits with a scale for each filter; single precision again when the model is loaded.</summary>
    StoredFilters,
}
