namespace InferenceCost.Runtime.Providers;

/// <summary>Options as ONNX Runtime prints them: <c>device_id=0;use_tf32=1</c>.</summary>
internal static class OptionText
{
    /// <summary>The options by key; a part without a key is left out.</summary>
    public static SortedDictionary<string, string> Parse(string text)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is [{ Length: > 0 } key, var value])
            {
                options[key.Trim()] = value.Trim();
            }
        }

        return options;
    }
}
