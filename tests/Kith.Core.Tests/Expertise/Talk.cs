using CsCheck;
using Kith.Expertise;
using Kith.People;

namespace Kith.Tests.Expertise;

/// <summary>A small talk for tests: who said what, by first names, in which conversation, on which day.</summary>
internal sealed record Said(string Who, string Text, int Conversation = 1, int Day = 0, string Title = "", string Channel = "general")
{
    public static readonly string[] Names = ["ana", "bo", "cy", "dee", "eli"];

    private const long DayLength = 24 * 3_600_000L;

    public static long Now => 400 * DayLength;

    public static PersonId Id(string who) => new(Array.IndexOf(Names, who) + 1);

    /// <summary>Conversations come in order of their numbers, messages in order of days.</summary>
    public static ExpertiseIndex Index(params IEnumerable<Said> all) => Index(all, mixed: false);

    public static ExpertiseIndex Index(IEnumerable<Said> all, bool mixed)
    {
        var builder = new ExpertiseBuilder();
        var ordered = all.Select((said, at) => (said, seq: at + 1)).OrderBy(each => mixed ? 0 : each.said.Conversation).ThenBy(each => each.said.Day).ToList();
        foreach (var unit in ordered.GroupBy(each => each.said.Conversation))
        {
            builder.Add(new Discussion(unit.Key, new(unit.Key), unit.First().said.Title, unit.First().said.Channel));
        }
        foreach (var (said, seq) in ordered)
        {
            builder.Add(new Utterance(said.Conversation, seq, new(Id(said.Who).Value), said.Day * DayLength + seq, said.Text));
        }
        return builder.Build();
    }

    public static Everyone Everyone(string? bot = null, params (string One, string Other)[] merged) => Kith.People.Everyone.From(
        [.. Names.Select(name => new Identity(new(Id(name).Value), "test", name, name, null, name == bot))],
        merged.Select((pair, at) => new PersonDecision(at, 0, PersonDecisionKind.Merge, new(Id(pair.One).Value), new IdentityId(Id(pair.Other).Value), null, null)));

    public static string Show(IEnumerable<Knows> answer) => string.Join("; ", answer.Select(knows =>
        $"{Names[knows.Person.Value - 1]} {knows.Score:F4} {string.Join(' ', knows.Evidence.Select(e => $"{e.Conversation.Value}/{e.Seq}:{e.Weight:F4}"))}"));

    private static readonly Gen<string> Words = Gen.Int[0, 60].Select(n => $"w{n}q").Array[1, 12].Select(words => string.Join(' ', words));

    /// <summary>Any talk of up to 40 messages in up to 6 conversations, two of them in another channel.</summary>
    public static readonly Gen<Said[]> Any = Gen.Select(Gen.Int[0, 4], Words, Gen.Int[1, 6], Gen.Int[0, 300])
        .Select((who, text, conversation, day) => new Said(Names[who], text, conversation, day, $"w{conversation}q", conversation < 5 ? "general" : "other"))
        .Array[1, 40];
}
