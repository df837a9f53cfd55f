using System.Xml;

namespace Kith.Network.Export;

/// <summary>Names may hold what XML forbids.</summary>
internal static class XmlText
{
    /// <summary>The text without characters that no XML document may hold.</summary>
    public static string Clean(string text) => string.Concat(text.Where((c, i) =>
        XmlConvert.IsXmlChar(c)
        || (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]))));
}
