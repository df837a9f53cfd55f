using Kith.Importing.Text;

namespace Kith.Importing.Mail;

/// <summary>
/// Which mails belong together. A thread is named by the id of the mail that began it, even if that mail is missing: the first
/// of the References, or what is answered. So the name neither depends on the order of arrival nor on what comes later.
/// </summary>
internal sealed class MailThreads
{
    // No thread is this deep by honest means.
    private const int Deepest = 1000;

    private readonly Dictionary<ulong, string> above = [];
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    /// <summary>A mail of this id is there, and names these others.</summary>
    public void Add(string id, IReadOnlyList<string> references, string? inReplyTo)
    {
        var first = First(id, references, inReplyTo);
        ids.TryAdd(first, first);
        above[Fingerprint.Hash(id)] = ids[first];
    }

    /// <summary>Id of the mail that began the thread of this one.</summary>
    public string Root(string id, IReadOnlyList<string> references, string? inReplyTo)
    {
        var first = First(id, references, inReplyTo);
        var root = first;
        for (var steps = 0; steps < Deepest && above.TryGetValue(Fingerprint.Hash(root), out var up); steps++)
        {
            if (up == root)
            {
                return root;
            }
            root = up;
        }
        // Mails that answer each other in a circle are each left where they say.
        return above.ContainsKey(Fingerprint.Hash(root)) ? first : root;
    }

    private static string First(string id, IReadOnlyList<string> references, string? inReplyTo) => references.Count > 0 ? references[0] : inReplyTo ?? id;
}
