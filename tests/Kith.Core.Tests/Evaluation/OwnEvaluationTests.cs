using Dapper;
using Kith.Demo;
using Kith.Evaluation;
using Kith.Network;
using Kith.People;
using Kith.Store;
using Kith.Tests.Demo;

namespace Kith.Tests.Evaluation;

/// <summary>The demo, measured as any installation measures itself.</summary>
public sealed class OwnEvaluationTests
{
    private static readonly string[] Measured = ["ties", "experts", "topics", "holes", "reach"];

    [Theory, EachEngine]
    public async Task An_installation_measures_what_its_data_allow_and_says_of_the_rest_why_not(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        await Harbour.Fill(test.Database, Stopped.Clock);
        var network = Snapshot.Load(test.Database, Stopped.Clock);
        using var answers = new StringWriter();
        var sheet = new AnswerSheet(answers);
        var sets = OwnEvaluation.Of(test.Database, network).ToList();
        Assert.Equal(["ties", "experts", "topics", "replies", "communities", "identity", "attendance", "holes", "reach", "impact"], sets.Select(set => set.Capability));
        foreach (var set in sets.Where(set => Measured.Contains(set.Capability)))
        {
            var table = set.Run!(sheet);
            Assert.Equal("this installation", table.Data);
            Assert.NotNull(table.Trust);
            Assert.Equal(set.Capability is "holes" or "reach", table.Bounds.Count > 0);
            Assert.Contains($"\r\n,{set.Capability},", answers.ToString(), StringComparison.Ordinal);
        }
        Assert.All(sets.Where(set => set.Run is null), set => Assert.StartsWith("Not measured here:", set.Reason, StringComparison.Ordinal));
        Assert.Contains("Nobody has merged", Assert.Throws<InvalidInputException>(() => sets.Single(set => set.Capability == "identity").Run!(null)).Message, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Suggestions_are_judged_by_what_people_decided(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        await Harbour.Fill(test.Database, Stopped.Clock);
        var network = Snapshot.Load(test.Database, Stopped.Clock);
        var suggested = Duplicates.Suggest(network.Everyone, []);
        var (right, far) = (suggested[0], network.Everyone.People.Where(person => !person.IsBot).TakeLast(2).ToList());
        test.Database.Write(transaction => PeopleStore.Decide(transaction, 1, PersonDecisionKind.Merge, right.One.Identities[0].Id, right.Other.Identities[0].Id, null));
        test.Database.Write(transaction => PeopleStore.Decide(transaction, 2, PersonDecisionKind.Merge, far[0].Identities[0].Id, far[1].Identities[0].Id, null));
        var own = OwnEvaluation.Of(test.Database, Snapshot.Load(test.Database, Stopped.Clock)).Single(set => set.Capability == "identity").Run!(null).Methods[0];
        Assert.Equal((1, .5), (own.Precision, own.Recall));
    }

    // Nothing compared is nothing proved, and no path is none overlooked.
    [Theory, EachEngine]
    public void Where_nobody_knows_anybody_neither_paths_nor_holes_are_judged(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var sets = OwnEvaluation.Of(test.Database, Snapshot.Load(test.Database, Stopped.Clock)).ToDictionary(set => set.Capability);
        Assert.All(["holes", "reach"], capability =>
            Assert.Equal("Nobody has a tie yet.", Assert.Throws<InvalidInputException>(() => sets[capability].Run!(null)).Message));
    }

    // What is known to two alone must be in no figure and in no exported answer.
    [Theory, EachEngine]
    public async Task What_was_said_in_private_is_left_out(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        await Harbour.Fill(test.Database, Stopped.Clock);
        test.Database.Write(transaction => transaction.Connection!.Execute("update conversations set visibility = 2", transaction: transaction));
        var sets = OwnEvaluation.Of(test.Database, Snapshot.Load(test.Database, Stopped.Clock)).ToDictionary(set => set.Capability);
        Assert.Contains("Nobody wrote", Assert.Throws<InvalidInputException>(() => sets["ties"].Run!(null)).Message, StringComparison.Ordinal);
        Assert.Contains("No conversations", Assert.Throws<InvalidInputException>(() => sets["experts"].Run!(null)).Message, StringComparison.Ordinal);
    }
}
