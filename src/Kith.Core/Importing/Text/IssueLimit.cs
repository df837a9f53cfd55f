namespace Kith.Importing.Text;

/// <summary>Issues of one kind in one file: the first ones each with its line, then only how many more there were.</summary>
internal sealed class IssueLimit(ArchiveFile file, string reason, int most = 20)
{
    private long count;

    /// <summary>An issue for this line; null once enough were told.</summary>
    public ImportIssue? At(long line) => ++count <= most ? new ImportIssue(file.Path, line, reason) : null;

    /// <summary>How many more there were than were told; null if none.</summary>
    public ImportIssue? Rest => count <= most ? null : new ImportIssue(file.Path, 0, $"{count - most} more lines: {char.ToLowerInvariant(reason[0])}{reason[1..]}") { Things = count - most };
}
