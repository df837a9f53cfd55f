using Kith.Interactions;
using Kith.Interactions.Answering;

namespace Kith.Evaluation;

/// <summary>Ways to say what each turn of a log answers: ours, and the simple ones it must beat.</summary>
public static class ReplyMethods
{
    /// <summary>By name, ours last.</summary>
    public static IReadOnlyList<(string Name, Func<AnnotatedLog, IReadOnlyList<Answer>> Answers)> All { get; } =
    [
        ("previous message", Previous),
        ("named, else own exchange", NamedElseOwn),
        ("kith", log => Inferred(log, new ReplyModel(ReplyWeights.Learnt))),
    ];

    private static List<Answer> Previous(AnnotatedLog log) =>
        [.. log.Turns.Select((turn, i) => i == 0 ? default : To(turn, log.Turns[i - 1]))];

    // Whoever is addressed; else the latest of the speaker's own last turn and the last turn that addressed the speaker.
    private static List<Answer> NamedElseOwn(AnnotatedLog log)
    {
        var answers = new List<Answer>();
        var names = new NamesInText();
        var (spoke, addressed) = (new Dictionary<long, int>(), new Dictionary<long, int>());
        Span<long> people = stackalloc long[1];
        for (var i = 0; i < log.Turns.Count; i++)
        {
            var turn = log.Turns[i];
            var named = names.Find(turn.Text, 0, people).Addressed > 0 && people[0] != turn.Author ? people[0] : 0;
            var answered = named != 0 ? spoke[named] : Math.Max(spoke.GetValueOrDefault(turn.Author, -1), addressed.GetValueOrDefault(turn.Author, -1));
            answers.Add(answered < 0 ? default : To(turn, log.Turns[answered]));
            spoke[turn.Author] = i;
            names.Learn(turn.Name, turn.Author, i);
            if (named != 0)
            {
                addressed[named] = i;
            }
        }
        return answers;
    }

    private static Answer To(Said turn, Said answered) => new(answered.Seq, answered.Author == turn.Author ? null : answered.Author, 1);

    internal static IReadOnlyList<Answer> Inferred(AnnotatedLog log, ReplyModel model)
    {
        var addressees = new Addressees(model);
        return [.. log.Turns.Select(turn => addressees.Next(turn))];
    }
}
