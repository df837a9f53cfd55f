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

    private readonly Dictionary<ulong, (string Above, long? At)> mails = [];
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    /// <summary>A mail of this id is there, names these others, and was sent at this time, if it says. Of several of one id the first counts, and the first that says when.</summary>
    public void Add(string id, IReadOnlyList<string> references, string? inReplyTo, long? at)
    {
        var first = First(id, references, inReplyTo);
        ids.TryAdd(first, first);
        var known = mails.GetValueOrDefault(Fingerprint.Hash(id), (ids[first], null));
        mails[Fingerprint.Hash(id)] = known with { At = known.At ?? at };
    }

    /// <summary>When the mail of this id was sent; null if none is there, or none says.</summary>
    public long? At(string id) => mails.GetValueOrDefault(Fingerprint.Hash(id)).At;

    /// <summary>Id of the mail that began the thread of this one.</summary>
    public string Root(string id, IReadOnlyList<string> references, string? inReplyTo)
    {
        var first = First(id, references, inReplyTo);
        var root = first;
        for (var steps = 0; steps < Deepest && mails.TryGetValue(Fingerprint.Hash(root), out var mail); steps++)
        {
            if (mail.Above == root)
            {
                return root;
            }
            root = mail.Above;
        }
        // Mails that answer each other in a circle are each left where they say.
        return mails.ContainsKey(Fingerprint.Hash(root)) ? first : root;
    }

    private static string First(string id, IReadOnlyList<string> references, string? inReplyTo) => references.Count > 0 ? references[0] : inReplyTo ?? id;
}
