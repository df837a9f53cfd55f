using System.Collections.Concurrent;
using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Importing;

/// <summary>Takes an archive into the store. Reading and writing go side by side, in batches of bounded size.</summary>
public sealed class Import(Database database, TimeProvider time)
{
    private const int BatchEntries = 8_000;
    private const int BatchCharacters = 8_000_000;

    /// <summary>
    /// Imports one archive. Run again, after a crash or with a longer export of the same source, it adds only what is new.
    /// </summary>
    /// <param name="archive">What to read.</param>
    /// <param name="importer">How to read it.</param>
    /// <param name="options">What the importer may be told.</param>
    /// <param name="community">Name of the community it belongs to; made if there is none.</param>
    /// <param name="source">Overrides the name by which the source is known.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="stop">Ends the import after the batch in hand.</param>
    /// <param name="within">The communities of whoever gives it: what was imported for others it may not change. Null: all.</param>
    /// <exception cref="InvalidInputException">Another import is running, or the source is another community's.</exception>
    public ImportSummary Run(
        Archive archive, IImporter importer, ImportOptions options, string community, string? source = null,
        IProgress<ImportProgress>? progress = null, CancellationToken stop = default, IReadOnlyCollection<CommunityId>? within = null) =>
        // Without a name of its own a source is known by its format and community: a community has one of each.
        Run(importer.Format, source ?? importer.SourceKey(archive) ?? community, archive.Path, archive.Issues.Concat(importer.Read(archive, options with { Now = options.Now ?? Now })),
            community, () => archive.Progress, progress, stop, within);

    /// <summary>Imports entries that come from no archive.</summary>
    /// <param name="format">Name of the format.</param>
    /// <param name="source">The name by which the source is known.</param>
    /// <param name="entries">What an importer would read.</param>
    /// <param name="community">Name of the community they belong to; made if there is none.</param>
    /// <exception cref="InvalidInputException">Another import is running.</exception>
    public ImportSummary Run(string format, string source, IEnumerable<Entry> entries, string community) =>
        Run(format, source, source, entries, community, () => (0, 0), null, CancellationToken.None, null);

    private ImportSummary Run(
        string format, string source, string path, IEnumerable<Entry> entries, string community,
        Func<(long Read, long Total)> read, IProgress<ImportProgress>? progress, CancellationToken stop, IReadOnlyCollection<CommunityId>? within)
    {
        using var held = Exclusive.TryTake(database, "import")
            ?? throw new InvalidInputException("Another import is running on this database.", path, "Wait for it to end and import again.");
        var (sourceId, communityId, import) = database.Write(transaction =>
        {
            var (home, key) = (CommunityStore.Named(transaction, community).Value, Storable.Key($"{format}:{source}"));
            // Who was a person of it, and who may read what, an archive of the same name could say anew.
            if (within is not null && ImportStore.Communities(transaction, key).Any(other => !within.Contains(other)))
            {
                throw new InvalidInputException("An archive of this source was imported for another community.", path, "Ask the operator, who can give it a source of its own: kith import --source NAME.");
            }
            var found = ImportStore.Source(transaction, format, key, path, home);
            return (found, home, ImportStore.Begin(transaction, found, path, Now));
        });
        return new Running(database, time, sourceId, communityId, import, Now).Take(format, entries, read, progress, stop);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed class Running(Database database, TimeProvider time, long source, long community, long import, long now)
    {
        private readonly KnownPeople people = database.Read(connection => new KnownPeople(connection, source));
        private readonly KnownConversations conversations = new(source, community);
        private long messages, fresh, changed, issues, notes;

        public ImportSummary Take(
            string format, IEnumerable<Entry> entries, Func<(long Read, long Total)> read, IProgress<ImportProgress>? progress, CancellationToken stop)
        {
            using var ready = new BlockingCollection<List<Entry>>(boundedCapacity: 2);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var reading = Task.Run(() => ReadInto(ready, entries, over.Token), CancellationToken.None);
            try
            {
                foreach (var batch in ready.GetConsumingEnumerable(over.Token))
                {
                    Write(batch);
                    var (done, total) = read();
                    progress?.Report(new ImportProgress(messages, done, total));
                }
            }
            finally
            {
                over.Cancel();
                Task.WaitAny(reading);
            }
            reading.GetAwaiter().GetResult();
            database.Write(transaction => ImportStore.End(transaction, import, time.GetUtcNow().ToUnixTimeMilliseconds(), messages, fresh));
            return new ImportSummary(format, people.Named, conversations.WithMessages, messages, fresh, changed, issues, notes);
        }

        private static void ReadInto(BlockingCollection<List<Entry>> ready, IEnumerable<Entry> entries, CancellationToken stop)
        {
            try
            {
                var batch = new List<Entry>();
                var characters = 0;
                foreach (var entry in entries.Select(Storable.Of))
                {
                    batch.Add(entry);
                    characters += (entry as MessageEntry)?.Body.Length ?? 0;
                    if (batch.Count >= BatchEntries || characters >= BatchCharacters)
                    {
                        ready.Add(batch, stop);
                        (batch, characters) = ([], 0);
                    }
                }
                ready.Add(batch, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The writer has given up, and says why.
            }
            finally
            {
                ready.CompleteAdding();
            }
        }

        private void Write(List<Entry> batch)
        {
            database.Write(transaction =>
            {
                Log.Hold(transaction);
                var taken = new ImportBatch(transaction, people, conversations, now);
                if (people.AreNews(batch.OfType<PersonEntry>()) && PeopleStore.Decisions(transaction.Connection!).Any(decision => decision.UndoneAt is null))
                {
                    WhoIsWho.Change(transaction, _ => Take(transaction, taken, batch));
                }
                else
                {
                    Take(transaction, taken, batch);
                }
                var told = ImportStore.Record(transaction, source, batch.OfType<ImportIssue>());
                (issues, notes) = (issues + told.Unread, notes + told.Notes);
                fresh += taken.New;
                changed += taken.Changed;
            });
            messages += batch.Count(entry => entry is MessageEntry);
            conversations.Trim();
        }

        private bool Take(DbTransaction transaction, ImportBatch taken, List<Entry> batch)
        {
            var renamed = taken.Take(batch);
            if (renamed)
            {
                ImportStore.MarkAllStale(transaction, source);
            }
            return renamed;
        }
    }
}
