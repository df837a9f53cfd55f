using System.Text;
using System.Text.RegularExpressions;
using Kith.Importing.Text;

namespace Kith.Importing.Mail;

/// <summary>
/// The mails of one file as bytes, streamed. In an mbox (RFC 4155; quoted as mboxrd or mboxo) a mail starts after a line
/// <c>From somebody date</c>; any other file is a single mail.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="isMbox">Whether it holds several mails.</param>
/// <param name="headersOnly">Whether bodies are passed over, and headers that say nothing about the place of a mail among others.</param>
internal sealed partial class MailLines(ArchiveFile file, bool isMbox, bool headersOnly) : IDisposable
{
    // Words come before attachments: what lies beyond is not read.
    private const int LongestMail = 4 << 20;
    private const int LongestSeparator = 300;

    private static readonly HashSet<string> Wanted = new(StringComparer.OrdinalIgnoreCase)
    {
        "Message-ID", "References", "In-Reply-To", "From", "Date", "Received", "Subject", "List-Id", "List-Post", "X-BeenThere",
    };

    private readonly ByteLines lines = new(file);
    private readonly List<ImportIssue> issues = [];
    private byte[]? pushedBack;
    private (string Text, long Line) announced = ("", 1);
    private bool afterBlank = true, inHeaders = true, begun, wanted, broken;

    /// <summary>The mail, until the next call of <see cref="Read"/>.</summary>
    public MemoryStream Mail { get; } = new();

    /// <summary>The rest of the line <c>From …</c> before the mail; empty if there was none.</summary>
    public string Separator { get; private set; } = "";

    /// <summary>Number of the line where the mail starts.</summary>
    public long Line { get; private set; }

    /// <summary>What could not be read since the mail before.</summary>
    public IReadOnlyList<ImportIssue> Issues => issues;

    /// <summary>Goes to the next mail; false at the end, where there may still be <see cref="Issues"/>.</summary>
    public bool Read()
    {
        Start();
        while (NextLine(out var line))
        {
            if (isMbox && line.StartsWith("From "u8) && line.Length < LongestSeparator && Announces(line.ToArray()))
            {
                if (Mail.Length > 0)
                {
                    return true;
                }
                Start();
            }
            else
            {
                Append(line);
            }
        }
        // A mail that the file breaks off in is not a mail.
        return !broken && Mail.Length > 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lines.Dispose();
        Mail.Dispose();
    }

    /// <summary>Whether a file that starts so is an mbox.</summary>
    public static bool IsMbox(IReadOnlyList<string> head)
    {
        var first = head.SkipWhile(string.IsNullOrWhiteSpace).Take(2).ToList();
        return first.Count > 0 && first[0].Length < LongestSeparator && first[0].StartsWith("From ", StringComparison.Ordinal)
            && (Dated().IsMatch(first[0]) || first.Count > 1 && Undated().IsMatch(first[0]) && Header().IsMatch(first[1]));
    }

    private void Start()
    {
        Mail.SetLength(0);
        (Separator, Line) = announced;
        (afterBlank, inHeaders, begun) = (false, true, false);
        issues.Clear();
    }

    private bool NextLine(out ReadOnlySpan<byte> line)
    {
        line = pushedBack;
        if (pushedBack is not null)
        {
            pushedBack = null;
            return true;
        }
        while (lines.Read())
        {
            if (lines.Issue is not { } issue)
            {
                line = lines.Number == 1 && lines.Line.StartsWith("\uFEFF"u8) ? lines.Line[3..] : lines.Line;
                return true;
            }
            issues.Add(issue);
            broken |= lines.IsBroken;
        }
        return false;
    }

    // "From " may also start a sentence: a date tells, or else the header that follows.
    private bool Announces(byte[] line)
    {
        var (text, number) = (Encoding.Latin1.GetString(line), lines.Number);
        var dated = Dated().IsMatch(text);
        if (!dated && !(!begun || afterBlank && Undated().IsMatch(text)))
        {
            return false;
        }
        var follows = NextLine(out var next) && Header().IsMatch(Encoding.Latin1.GetString(next[..Math.Min(next.Length, 80)]));
        pushedBack = next.ToArray();
        if (!follows && !(dated && afterBlank))
        {
            Append(line);
            return false;
        }
        announced = (text[5..].Trim(), number);
        return true;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        afterBlank = line.IsEmpty;
        inHeaders &= !(line.IsEmpty && begun);
        begun |= !line.IsEmpty;
        if ((headersOnly && !(inHeaders && IsWanted(line))) || Mail.Length + line.Length > LongestMail)
        {
            return;
        }
        Mail.Write(isMbox && IsQuoted(line) ? line[1..] : line);
        Mail.WriteByte((byte)'\n');
    }

    private bool IsWanted(ReadOnlySpan<byte> line)
    {
        if (line is not [(byte)' ' or (byte)'\t', ..])
        {
            var colon = line.IndexOf((byte)':');
            wanted = colon > 0 && colon < 20 && Wanted.Contains(Encoding.Latin1.GetString(line[..colon]));
        }
        return wanted;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> line) => line is [(byte)'>', ..] && line.TrimStart((byte)'>').StartsWith("From "u8);

    [GeneratedRegex(@"^From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}|\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))\b.*\d\d:\d\d")]
    private static partial Regex Dated();

    [GeneratedRegex(@"^From (?:-|\S+@\S+)\s*$")]
    private static partial Regex Undated();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,60}:(?:\s|$)")]
    private static partial Regex Header();
}
