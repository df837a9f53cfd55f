using System.Data.Common;
using Kith.Conversations;
using Kith.Kernels.Graphs;
using Kith.People;
using Kith.Store;

namespace Kith.Network.Health;

/// <summary>How a community is connected, over time, for those who look after it: aggregates alone, see <see cref="Disclosure"/>.</summary>
/// <param name="Periods">Of 30 days each, the latest last; empty if fewer than ten people ever spoke.</param>
/// <param name="Groups">The groups of the last period, the largest first.</param>
public sealed record NetworkHealth(IReadOnlyList<HealthPeriod> Periods, IReadOnlyList<HealthGroup> Groups)
{
    /// <summary>Days of a period.</summary>
    public const int PeriodLength = 30;

    private const int MostPeriods = 12;
    private const int MostLetters = 26;
    private const double Bridge = .2;
    private const long DayLength = TimeSpan.MillisecondsPerDay, Week = 7 * DayLength, Minute = 60_000;

    /// <summary>Measures a snapshot.</summary>
    /// <param name="snapshot">Of whom.</param>
    /// <param name="database">Who spoke when, and what was asked.</param>
    /// <param name="work">How; never changes the figures.</param>
    public static NetworkHealth Of(Snapshot snapshot, Database database, Work? work = null)
    {
        work ??= Work.Alone;
        var since = snapshot.Today - MostPeriods * PeriodLength;
        var (spoken, asked) = database.Read(connection => (HealthStore.SpokenDays(connection), HealthStore.Questions(connection, (since + 1) * DayLength)));
        var days = spoken.Select(each => (Person: snapshot.Everyone.Of(each.Identity), each.Day)).Where(each => each.Person is { IsBot: false })
            .GroupBy(each => each.Person!.Id, each => each.Day).ToDictionary(each => each.Key, each => each.Order().ToArray());
        var questions = asked.Where(each => snapshot.Everyone.Of(each.By) is { IsBot: false }).ToList();
        if (days.Count < Disclosure.LeastGroup)
        {
            return new([], []);
        }
        var first = days.Values.Min(own => own[0]);
        var ends = Enumerable.Range(0, MostPeriods).Select(i => snapshot.Today - (MostPeriods - 1 - i) * PeriodLength).Where(end => end >= first).ToList();
        var (windows, done) = (new Window[ends.Count], 0);
        Parallel.For(0, windows.Length, new ParallelOptions { MaxDegreeOfParallelism = work.Threads, CancellationToken = work.Cancel }, i =>
        {
            windows[i] = new Window(snapshot.All, ends[i]);
            work.Progress?.Report((double)Interlocked.Increment(ref done) / windows.Length);
        });
        return new([.. ends.Zip(windows, (end, window) => Period(end, window, snapshot, days, questions))], GroupsOf(windows[^1]));
    }

    /// <summary>Of how many communities it tells: those in which somebody spoke, or met. They are counted as one.</summary>
    public static int Communities(DbConnection connection) => HealthStore.Communities(connection);

    /// <summary>Periods that are not told of, because of what few people did where the reader may not read it.</summary>
    public int LeftOut { get; init; }

    /// <summary>
    /// What a reader may know of it. Who can read one of several communities can count it, and take that from the numbers of all: so
    /// a period in which one to nine people spoke in the others, or were in contact there, is left out.
    /// </summary>
    public NetworkHealth For(Reader reader, Everyone everyone, Database database)
    {
        if (reader.Communities is null || Periods.Count == 0)
        {
            return this;
        }
        var since = Periods[0].Until - Window.Length + 1;
        var elsewhere = database.Read(connection => new[] { HealthStore.SpokenElsewhere(connection, reader, since), HealthStore.InContactElsewhere(connection, reader, since) })
            .Select(all => all.Select(each => (Person: everyone.Of(each.Identity), each.Day)).Where(each => each.Person is { IsBot: false }).ToList()).ToList();
        bool IsTold(HealthPeriod period) => elsewhere.TrueForAll(all => all.Where(each => each.Day > period.Until - Window.Length && each.Day <= period.Until)
            .DistinctBy(each => each.Person!.Id).Count() is 0 or >= Disclosure.LeastGroup);
        var told = Periods.Where(IsTold).ToList();
        return this with { Periods = told, Groups = told.Count > 0 && told[^1] == Periods[^1] ? Groups : [], LeftOut = Periods.Count - told.Count };
    }

    private static HealthPeriod Period(int end, Window window, Snapshot snapshot, Dictionary<PersonId, int[]> days, List<HealthStore.Asked> questions)
    {
        var active = days.Where(own => Array.Exists(own.Value, day => day > end - Window.Length && day <= end)).Select(own => own.Key).ToList();
        var newcomers = active.Count(person => days[person][0] > end - PeriodLength);
        var before = days.Where(own => own.Value[0] > end - 2 * PeriodLength && own.Value[0] <= end - PeriodLength).ToDictionary(own => own.Key, own => own.Value[0]);
        var mutual = window.Mutual;
        var given = window.Given();
        var groups = window.Groups.Sizes().Count(size => size >= Disclosure.LeastGroup);
        var outward = window.Outward();
        var (total, tenth) = (given.Sum(), (given.Length + 9) / 10);
        var between = outward.Zip(Enumerable.Range(0, outward.Length), (share, vertex) => share * window.Graph.Strength(vertex)).Sum() / 2;
        var own = questions.Where(each => each.At / DayLength is var day && day > end - PeriodLength && day <= end).ToList();
        PersonId By(HealthStore.Asked each) => snapshot.Everyone.Of(each.By)!.Id;
        var askers = own.DistinctBy(By).Count();
        return new HealthPeriod(
            end, Disclosure.Count(active.Count), Disclosure.Count(newcomers, active.Count),
            Estimate.People(before.Count(one => WasWelcomed(snapshot, one.Key, one.Value)), before.Count),
            Disclosure.Count(active.Count(person => !mutual.Contains(person)), active.Count),
            Disclosure.IsFew(mutual.Count) || Disclosure.IsFew(window.OneSided) ? default : Estimate.Share(window.Pairs.Count(pair => pair.IsMutual), window.Pairs.Count, window.People.Count),
            // What one or two people give is nobody's business.
            tenth < Disclosure.Step ? default : new(Disclosure.Rounded(given.Take(tenth).Sum() / total, given.Length)),
            window.People.Count < Disclosure.LeastGroup ? null : groups,
            window.People.Count < Disclosure.LeastGroup || AreFew(outward) ? default : new(Disclosure.Rounded(between / total, window.People.Count)),
            Disclosure.Count(outward.Count(share => share >= Bridge), outward.Length),
            askers < Disclosure.LeastGroup || Disclosure.IsOnePersons(own.Select(By)) ? null : Disclosure.Count(own.Count),
            Estimate.Cases([.. own.Select(each => (By(each), each.Answer - each.At <= DayLength))]),
            Estimate.Median([.. own.Where(each => each.Answer - each.At <= Week).Select(each => (By(each), (each.Answer!.Value - each.At) / (double)Minute))]));
    }

    // Whether those who have contact with other groups, or those who have some inside, are a few.
    private static bool AreFew(IReadOnlyCollection<double> outward) => Disclosure.IsFew(outward.Count(share => share > 0)) || Disclosure.IsFew(outward.Count(share => share < 1));

    // Somebody turned to them within a period of their first word.
    private static bool WasWelcomed(Snapshot snapshot, PersonId person, int arrived) => snapshot.TiesOf(person).Any(tie =>
    {
        foreach (var day in tie.Back.Dates)
        {
            if (day >= arrived && day <= arrived + PeriodLength)
            {
                return true;
            }
        }
        return false;
    });

    private static List<HealthGroup> GroupsOf(Window window)
    {
        var sizes = window.Groups.Sizes();
        var large = Enumerable.Range(0, sizes.Length).Where(group => sizes[group] >= Disclosure.LeastGroup).OrderByDescending(group => sizes[group]).Take(MostLetters).ToList();
        // Those without a letter share the last column.
        var column = Array.ConvertAll(sizes, _ => large.Count);
        for (var i = 0; i < large.Count; i++)
        {
            column[large[i]] = i;
        }
        var contact = new double[large.Count + 1, large.Count + 1];
        var reaching = new int[large.Count + 1, large.Count + 1];
        for (var vertex = 0; vertex < window.People.Count; vertex++)
        {
            var row = window.Graph.Row(vertex);
            var weights = window.Graph.RowWeights(vertex);
            var own = column[window.Groups.Of[vertex]];
            for (var i = 0; i < row.Length; i++)
            {
                contact[own, column[window.Groups.Of[row[i]]]] += weights[i];
            }
            foreach (var other in row.ToArray().Select(each => column[window.Groups.Of[each]]).Distinct())
            {
                reaching[own, other]++;
            }
        }
        var outward = window.Outward();
        var letters = Enumerable.Range(0, large.Count).ToList();
        return letters.ConvertAll(own =>
        {
            var all = Enumerable.Range(0, large.Count + 1).Sum(other => contact[own, other]);
            // A link of two people is theirs and not their groups'.
            var nearest = letters.Where(other => other != own && reaching[own, other] + reaching[other, own] >= Disclosure.Step)
                .OrderByDescending(other => contact[own, other]).Select(Letter).FirstOrDefault();
            var size = sizes[large[own]];
            var shares = Enumerable.Range(0, outward.Length).Where(vertex => window.Groups.Of[vertex] == large[own]).Select(vertex => outward[vertex]).ToList();
            return new HealthGroup(Letter(own), Disclosure.Count(size), AreFew(shares) ? null : Disclosure.Rounded(1 - contact[own, own] / all, size), nearest);
        });
    }

    private static string Letter(int place) => ((char)('A' + place)).ToString();
}
