using CsCheck;
using Dapper;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;
using Kith.Tests.Importing;
using Kith.Ties;

namespace Kith.Tests.Recaps;

public sealed class CorrectionTests
{
    [Theory, EachEngine]
    public void An_accepted_correction_changes_whose_the_words_are_and_can_be_taken_back(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var hello = hour.Say("Ann Lind", "Hello all.");
        var wrong = hour.Say("Bo Tanaka", "It was me, Cleo.", replyTo: hello);
        var correction = hour.Do(change => CorrectionStore.Ask(change, wrong, hour.Who("Cleo Marsh"), hour.Who("Cleo Marsh")));
        Assert.Equal(hour.Who("Bo Tanaka"), correction.Other(hour.Everyone));
        Assert.Equal(["Bo Tanaka → Ann Lind"], Answers(hour));

        hour.Do(change => Accept(change, correction, hour.Who("Bo Tanaka")));
        Assert.Equal(["Cleo Marsh → Ann Lind"], Answers(hour));
        Assert.Equal(hour.Who("Cleo Marsh"), hour.Transcript.Standing.Last().Author);
        Assert.Contains(wrong, hour.Database.Read(connection => CorrectionStore.CorrectedIn(connection, hour.Id)));
        Assert.Equal(2, hour.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from changes where kind = 0 and reference = @wrong", new { wrong })));

        var accepted = hour.Database.Read(connection => CorrectionStore.Find(connection, correction.Id))!;
        hour.Do(change => Undo(change, accepted, hour.Who("Cleo Marsh")));
        Assert.Equal(["Bo Tanaka → Ann Lind"], Answers(hour));
        Assert.Empty(hour.Database.Read(connection => CorrectionStore.CorrectedIn(connection, hour.Id)));
    }

    [Theory, EachEngine]
    public void Whoever_reads_along_is_shown_anew_what_was_corrected_and_the_answers_that_name_its_author(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var wrong = hour.Say("Bo Tanaka", "It was me, Cleo.");
        var answer = hour.Say("Ann Lind", "So it was.", replyTo: wrong);
        var before = Changes().Count;
        hour.Do(change => Accept(change, CorrectionStore.Ask(change, wrong, hour.Who("Cleo Marsh"), hour.Who("Cleo Marsh")), hour.Who("Bo Tanaka")));
        Assert.Equal([wrong, answer], Changes().Skip(before));

        List<long> Changes() => [.. hour.Database.Read(connection => connection.Query<long>("select reference from changes where kind = 0 order by number"))];
    }

    [Theory, EachEngine]
    public void Only_the_other_one_concerned_or_whoever_leads_decides(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var wrong = hour.Say("Bo Tanaka", "It was me, Cleo.");
        var everyone = hour.Everyone;
        var correction = hour.Do(change => CorrectionStore.Ask(change, wrong, hour.Who("Cleo Marsh"), hour.Who("Bo Tanaka")));
        everyone = hour.Everyone;
        PersonId bo = Of("Bo Tanaka"), cleo = Of("Cleo Marsh"), mo = Of("Mo Berg");
        Assert.Equal((false, true, false, true), (correction.MayDecide(bo, false, everyone), correction.MayDecide(cleo, false, everyone), correction.MayDecide(mo, false, everyone), correction.MayDecide(mo, true, everyone)));
        Assert.Equal((true, false), (correction.MayUndo(bo, false, everyone), correction.MayUndo(cleo, false, everyone)));
        var accepted = correction with { State = CorrectionState.Accepted };
        Assert.Equal((false, true, true, true), (accepted.MayDecide(cleo, true, everyone), accepted.MayUndo(bo, false, everyone), accepted.MayUndo(cleo, false, everyone), accepted.MayUndo(mo, true, everyone)));
        Assert.False((correction with { State = CorrectionState.Declined }).MayUndo(bo, true, everyone));

        PersonId Of(string name) => everyone.Of(hour.Who(name))!.Id;
    }

    [Theory, EachEngine]
    public void Words_of_nobody_known_are_nobodys_and_whoever_leads_says_so(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var hello = hour.Say("Ann Lind", "Hello all.");
        var (one, other) = (hour.Say("Bo Tanaka", "Not mine.", replyTo: hello), hour.Say("Bo Tanaka", "Nor this."));
        var correction = hour.Do(change => CorrectionStore.Ask(change, one, null, hour.Who("Bo Tanaka")));
        var everyone = hour.Everyone;
        Assert.Equal((false, true), (correction.MayDecide(everyone.Of(hour.Who("Bo Tanaka"))!.Id, false, everyone), correction.MayDecide(everyone.Of(hour.Who("Ann Lind"))!.Id, true, everyone)));
        // Nobody is made up for what is declined.
        hour.Do(change => Decline(change, correction, hour.Who("Ann Lind")));
        Assert.DoesNotContain(hour.Everyone.People, person => person.Name == CorrectionStore.NobodyKnown);
        hour.Do(change => Accept(change, CorrectionStore.Ask(change, one, null, hour.Who("Bo Tanaka")), hour.Who("Ann Lind")));
        Assert.Equal(["Somebody unknown → Ann Lind"], Answers(hour));
        // Two messages of nobody known need not be of the same person.
        hour.Do(change => Accept(change, CorrectionStore.Ask(change, other, null, hour.Who("Bo Tanaka")), hour.Who("Ann Lind")));
        Assert.Equal(2, hour.Transcript.Standing.Where(message => message.Seq >= one).Select(message => message.Author).Distinct().Count());
        // Taken back and asked again, it is of the same one.
        var author = hour.Transcript.Standing.Single(message => message.Seq == one).Author;
        hour.Do(change => Undo(change, CorrectionStore.Of(change.Transaction.Connection!, change.Room, one)[0], hour.Who("Bo Tanaka")));
        hour.Do(change => Accept(change, CorrectionStore.Ask(change, one, null, hour.Who("Bo Tanaka")), hour.Who("Ann Lind")));
        Assert.Equal(author, hour.Transcript.Standing.Single(message => message.Seq == one).Author);
    }

    [Theory, EachEngine]
    public void A_message_is_asked_about_once_at_a_time_and_the_latest_correction_is_taken_back_first(Engine engine)
    {
        using var hour = new HeldHour(engine);
        var (bo, cleo, ann) = (hour.Who("Bo Tanaka"), hour.Who("Cleo Marsh"), hour.Who("Ann Lind"));
        var wrong = hour.Say("Bo Tanaka", "Whose is this?");
        Assert.Throws<InvalidInputException>(() => hour.Do(change => CorrectionStore.Ask(change, wrong, bo, bo)));
        var first = hour.Do(change => CorrectionStore.Ask(change, wrong, cleo, cleo));
        Assert.Throws<InvalidInputException>(() => hour.Do(change => CorrectionStore.Ask(change, wrong, ann, ann)));
        hour.Do(change => Accept(change, first, bo));
        Assert.Throws<InvalidInputException>(() => hour.Do(change => Accept(change, first, bo)));
        var second = hour.Do(change => CorrectionStore.Ask(change, wrong, ann, ann));
        hour.Do(change => Accept(change, second, cleo));
        Assert.Throws<InvalidInputException>(() => hour.Do(change => Undo(change, first with { State = CorrectionState.Accepted }, bo)));
        hour.Do(change => Undo(change, second with { State = CorrectionState.Accepted }, ann));
        hour.Do(change => Undo(change, first with { State = CorrectionState.Accepted }, bo));
        Assert.Equal(bo, hour.Transcript.Standing.Single().Author);
    }

    [Theory, EachEngine]
    public async Task A_newer_archive_does_not_undo_a_correction(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var conversation = new ConversationEntry("pier", "pier", ConversationKind.Topic, Visibility.Public, AsOf: 1);
        MessageEntry[] said = [new("pier", "1", "ada", 1000, "Good morning."), new("pier", "2", "bo", 2000, "It was me, Cleo.", ReplyTo: "1"), new("pier", "3", "cleo", 3000, "Hello.")];
        new Given([conversation, .. said]).Into(test.Database);
        var (bo, cleo) = (Of("bo"), Of("cleo"));
        using var log = new RoomLog(test.Database, TimeProvider.System);
        var correction = await log.Change(new(1), change => CorrectionStore.Ask(change, 2, cleo, cleo));
        await log.Change(new(1), change => Accept(change, correction, bo));

        new Given([conversation with { AsOf = 2 }, .. said]).Into(test.Database);
        Assert.Equal((cleo, "It was me, Cleo."), Second());
        new Given([conversation with { AsOf = 3 }, said[0], said[1] with { Body = "It was me, Cleo!" }, said[2]]).Into(test.Database);
        Assert.Equal((cleo, "It was me, Cleo!"), Second());
        Assert.Equal(1, test.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from interactions where kind = 0 and from_id = @from", new { from = cleo.Value })));

        IdentityId Of(string key) => new(test.Database.Read(connection => connection.ExecuteScalar<long>("select id from identities where key = @key", new { key })));
        (IdentityId, string) Second() => test.Database.Read(connection => ConversationStore.Find(connection, Reader.Member, new(1), 2)) is { } message ? (message.Author, message.Body) : default;
    }

    // Talk, edits, reactions, removals and corrections in a live room, folded in between: what is derived is what a rebuild derives.
    [Theory, EachEngine]
    public void What_is_derived_from_a_room_as_it_goes_is_what_a_rebuild_derives(Engine engine) => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 4], Gen.Int[0, 30], Gen.Bool).Array[1, 40].Sample(steps =>
    {
        string[] people = ["Ann Lind", "Bo Tanaka", "Cleo Marsh", "Dev Rao", "Eve Ong"];
        using var hour = new HeldHour(engine, steps.Length % 2 == 0 ? ConversationKind.Chat : ConversationKind.Meeting);
        foreach (var (what, who, which, fold) in steps)
        {
            var (standing, by) = (hour.Transcript.Standing.ToList(), people[who]);
            var at = standing.Count == 0 ? null : standing[which % standing.Count];
            switch (what)
            {
                case < 5 or _ when at is null: hour.Say(by, which % 3 == 0 ? "Thanks, Ann Lind!" : $"Bo: tide {which}", replyTo: which % 2 == 0 ? at?.Seq : null, naming: which % 5 == 0 ? ["Ann Lind"] : []); break;
                case 5 or 6: hour.React(at!.Seq, which % 2 == 0 ? "thanks" : "tada", by); break;
                case 7: hour.Do(change => Mending.Edit(change, at!.Seq, $"Edited {which}", Addressed.Nobody, at.Author)); break;
                case 8: hour.Do(change => Mending.Remove(change, at!.Seq, "why not", at.Author, moderates: false)); break;
                default:
                    if (at!.Author != hour.Who(by))
                    {
                        hour.Do(change => Accept(change, CorrectionStore.Ask(change, at.Seq, hour.Who(by), hour.Who(by)), at.Author));
                    }
                    break;
            }
            if (fold)
            {
                new Fold(hour.Database).Run();
            }
        }
        new Fold(hour.Database).Run();
        var incremental = Derived(hour.Database);
        new Fold(hour.Database).Forget();
        new Fold(hour.Database).Run();
        Assert.Equal(Derived(hour.Database), incremental);
    }, iter: engine == Engine.Sqlite ? 30 : 6, threads: 1);

    // docs/decisions: being in a chat together is no interaction; being at a meeting is.
    [Theory, EachEngine]
    public void Whoever_is_only_there_is_tied_to_nobody_by_a_chat(Engine engine)
    {
        foreach (var (kind, expected) in ((ConversationKind, int)[])[(ConversationKind.Chat, 0), (ConversationKind.Meeting, 2)])
        {
            using var hour = new HeldHour(engine, kind);
            hour.Say("Ann Lind", "Hello.");
            hour.Later(600_000);
            hour.Say("Bo Tanaka", "I counted the gulls.");
            hour.Database.Write(transaction => Attendances.Sign(transaction, hour.Id, hour.Who("Cleo Marsh"), 2, hour.Clock.Now));
            new Fold(hour.Database).Run();
            Assert.Equal(expected, hour.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from interactions where kind = 7")));
        }
    }

    private static bool Accept(RoomChange change, Correction correction, IdentityId by)
    {
        CorrectionStore.Accept(change, correction, by);
        return true;
    }

    private static bool Decline(RoomChange change, Correction correction, IdentityId by)
    {
        CorrectionStore.Decline(change, correction, by);
        return true;
    }

    private static bool Undo(RoomChange change, Correction correction, IdentityId by)
    {
        CorrectionStore.Undo(change, correction, by);
        return true;
    }

    private static IReadOnlyList<string> Answers(HeldHour hour) =>
        [.. hour.LeftBehind().Answers.Select(each => $"{hour.Everyone.Find(each.From)!.Name} → {hour.Everyone.Find(each.To)!.Name}")];

    private static string Derived(Database database) => database.Read(connection => string.Join('\n', connection.Query<string>(
        "select conversation_id || ' ' || at || ' ' || seq || ' ' || kind || ' ' || from_id || '>' || to_id || ' ' || weight from interactions")
        .Concat(connection.Query<(long From, long To, long Scope, byte[] Days, long Interactions, long First, long Last)>("select from_id, to_id, scope, days, interactions, first_at, last_at from contacts")
            .Select(row => $"contact {row.From}>{row.To} {row.Scope} {Convert.ToHexString(row.Days)} {row.Interactions} {row.First} {row.Last}"))
        .Concat(connection.Query<string>("select 'voice ' || conversation_id || ' ' || identity_id || ' ' || messages || ' ' || first_at || ' ' || last_at from voices"))
        .Order(StringComparer.Ordinal)));
}
