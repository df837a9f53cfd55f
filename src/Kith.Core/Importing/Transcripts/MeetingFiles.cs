using System.Text.RegularExpressions;
using Kith.Importing.Text;

namespace Kith.Importing.Transcripts;

/// <summary>The files of one meeting.</summary>
/// <param name="Transcript">The transcript, if there is one.</param>
/// <param name="Chat">The chat, if there is one.</param>
/// <param name="Folder">The folder they lie in, with its slash at the end; empty for the archive's own.</param>
internal sealed partial record MeetingFiles(ArchiveFile? Transcript, ArchiveFile? Chat, string Folder)
{
    /// <summary>The file that the meeting is known by.</summary>
    public ArchiveFile Main => (Transcript ?? Chat)!;

    /// <summary>The meetings of an archive: a chat belongs to the transcript beside it that has its name, or to the only one.</summary>
    public static IReadOnlyList<MeetingFiles> In(Archive archive)
    {
        var files = archive.Files.Select(file => (File: file, Head: TextLines.Head(file, 5)))
            .Select(each => (each.File, IsChat: ChatLine.IsChat(each.Head), IsTranscript: Cue.IsVtt(each.Head) || Cue.IsSrt(each.Head)))
            .Where(each => each.IsChat || each.IsTranscript);
        return [.. files.GroupBy(each => FolderOf(each.File)).SelectMany(folder => InFolder(folder.Key, [.. folder.Where(f => f.IsTranscript).Select(f => f.File)], [.. folder.Where(f => f.IsChat).Select(f => f.File)]))];
    }

    private static IEnumerable<MeetingFiles> InFolder(string folder, List<ArchiveFile> transcripts, List<ArchiveFile> chats)
    {
        var meetings = transcripts.GroupBy(Stem).ToList();
        foreach (var meeting in meetings)
        {
            // Where a transcript was corrected the first one is not read; captions repeat what a transcript says better.
            var best = meeting.OrderByDescending(file => file.Name.Contains("correct", StringComparison.OrdinalIgnoreCase) ? 2 : file.Name.Contains(".cc.", StringComparison.OrdinalIgnoreCase) ? 0 : 1).First();
            var chat = chats.Find(file => Stem(file) == meeting.Key) ?? (meetings.Count == 1 && chats is [var only] ? only : null);
            chats = [.. chats.Where(file => file != chat)];
            yield return new MeetingFiles(best, chat, folder);
        }
        foreach (var chat in chats)
        {
            yield return new MeetingFiles(null, chat, folder);
        }
    }

    private static string FolderOf(ArchiveFile file) => file.Path[..(file.Path.LastIndexOf('/') + 1)];

    // What is left of a name when the words for what kind of file it is are gone.
    private static string Stem(ArchiveFile file) => Kind().Replace(Path.GetFileNameWithoutExtension(file.Name), "").Trim('-', '_', '.', ' ').ToLowerInvariant();

    [GeneratedRegex(@"(?:audio[_-]?)?transcript(?:ion)?|corrected|new ?chat|newchat|chat|captions?|closed|saved|meeting_|recording|(?<=\.)(?:cc|[a-z]{2})$", RegexOptions.IgnoreCase)]
    private static partial Regex Kind();
}
