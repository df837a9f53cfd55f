using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Transcripts;

/// <summary>
/// Transcripts of meetings in WebVTT or SRT with the chat that was saved beside them, and chats alone. A meeting is a
/// conversation of what was said and written, in order of time.
/// </summary>
/// <param name="format"><c>vtt</c>, <c>srt</c> or <c>zoom-chat</c>: by what an archive is recognised; all three are read.</param>
public sealed class MeetingTranscript(string format) : IImporter
{
    /// <inheritdoc/>
    public string Format => format;

    /// <inheritdoc/>
    public string Reads => "transcripts (WebVTT, SRT, Zoom chat)";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => archive.Files.Any(file => IsMine(TextLines.Head(file, 5)));

    /// <summary>None: a community has one source of transcripts, and a meeting is known by the times of its first words.</summary>
    public string? SourceKey(Archive archive) => null;

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var meetings = MeetingFiles.In(archive);
        var known = new HashSet<string>(StringComparer.Ordinal);
        return meetings.Count > 0
            ? meetings.SelectMany(files => new MeetingReading(archive, files, options.Zone ?? DateTimeZone.Utc, options.IncludePrivate, known).Entries())
            : archive.Files.Take(1).Select(file => new ImportIssue(file.Path, 0, "This is no transcript; it should be WebVTT, SRT or the chat that Zoom saves."));
    }

    private bool IsMine(IReadOnlyList<string> head) => format switch
    {
        "vtt" => Cue.IsVtt(head),
        "srt" => Cue.IsSrt(head),
        _ => ChatLine.IsChat(head),
    };
}
