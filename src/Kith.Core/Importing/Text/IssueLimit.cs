namespace Kith.Importing.Text;

/// <summary>Issues of one kind in one file: the first ones each with its line, then only how many more there were.</summary>
internal sealed class IssueLimit(ArchiveFile file, string reason, int most = 20)
{
    private long count, last;

    /// <summary>An issue for this line; null once enough were told.</summary>
    public ImportIssue? At(long line)
    {
        last = line;
        return ++count <= most ? new ImportIssue(file.Path, line, reason) : null;
    }

    /// <summary>How many more there were than were told, or the one that there was; null if none.</summary>
    public ImportIssue? Rest => (count - most) switch
    {
        <= 0 => null,
        1 => new ImportIssue(file.Path, last, reason),
        var more => new ImportIssue(file.Path, 0, $"{more} more lines: {char.ToLowerInvariant(reason[0])}{reason[1..]}") { Things = more },
    };
}
