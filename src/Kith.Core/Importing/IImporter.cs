namespace Kith.Importing;

/// <summary>Reads one format. Knows nothing of the database: the same archive always gives the same entries.</summary>
public interface IImporter
{
    /// <summary>Name of the format, as in <c>--format</c> and in the list of sources.</summary>
    string Format { get; }

    /// <summary>What it reads, as people call it: after "archives of". Importers that read alike say the same.</summary>
    string Reads { get; }

    /// <summary>Whether the archive looks like this format, by content rather than by name.</summary>
    bool Recognises(Archive archive);

    /// <summary>
    /// A name for the source that every export of it gives (a workspace's id, a list's address), so that a longer export
    /// is known as the same source; null if the format holds none.
    /// </summary>
    string? SourceKey(Archive archive);

    /// <summary>
    /// Reads the archive from front to end. What can't be read becomes an <see cref="ImportIssue"/>; nothing is thrown for bad input, once there is an entry.
    /// </summary>
    /// <exception cref="InvalidInputException">Thrown before the first entry: the archive is small and stands for more than can be taken in.</exception>
    IEnumerable<Entry> Read(Archive archive, ImportOptions options);
}

/// <summary>What an importer may be told.</summary>
/// <param name="Zone">IANA zone of times that name none; UTC if not given.</param>
/// <param name="IncludePrivate">Whether direct messages and private channels go in too.</param>
/// <param name="Now">UTC milliseconds: what an archive plans for later has not taken place. An import tells the time itself if this does not.</param>
public sealed record ImportOptions(NodaTime.DateTimeZone? Zone = null, bool IncludePrivate = false, long? Now = null);
