namespace Kith.Network.Export;

/// <summary>A field of a table in CSV (RFC 4180).</summary>
public static class CsvField
{
    /// <summary>In quotation marks where it needs them.</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
