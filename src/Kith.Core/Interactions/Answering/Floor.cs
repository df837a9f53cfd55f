namespace Kith.Interactions.Answering;

/// <summary>The recent turns of a conversation: who spoke, who named whom, which words were said.</summary>
internal sealed class Floor
{
    /// <summary>How many turns back an answer may look.</summary>
    public const int Reach = 100;

    /// <summary>For how many turns a name is remembered.</summary>
    public const int NameReach = 200;

    /// <summary>How many turns are kept: a power of two above <see cref="Reach"/>.</summary>
    public const int Ring = 128;

    private static readonly float[] Rare = [.. Enumerable.Range(0, Reach + 1).Select(said => MathF.Log((Reach + 1f) / (said + 1f)))];

    private readonly Turn[] turns = [.. Enumerable.Range(0, Ring).Select(_ => new Turn())];
    private readonly NamesInText names = new();
    private readonly Dictionary<long, Speaker> speakers = [];
    private readonly byte[] said = new byte[Turn.Stems];
    private readonly int[] lastSaid = new int[Turn.Stems];
    private int count;

    public Floor() => Array.Fill(lastSaid, Turn.None);

    /// <summary>A turn among the last <see cref="Reach"/> before the newest.</summary>
    public Turn this[int at] => turns[at & (Ring - 1)];

    /// <summary>Somebody who spoke or was named before.</summary>
    public Speaker Of(long person) => speakers[person];

    /// <summary>How telling a word is: the logarithm of how rare it was in the <see cref="Reach"/> turns before.</summary>
    public float Rarity(ushort word) => Rare[said[word]];

    /// <summary>The last turn before the newest that has the word, or <see cref="Turn.None"/>.</summary>
    public int LastSaid(ushort word) => lastSaid[word];

    /// <summary>Reads the next message.</summary>
    public Turn Take(in Said message)
    {
        CountWordsBefore(count);
        var turn = this[count];
        (turn.At, turn.Author, turn.Minute) = (count, message.Author, message.AtMillis / 60_000);
        var found = names.Find(message.Text, count - NameReach, turn.People);
        (turn.Addressed, turn.Named) = (found.Addressed, found.All);
        LeaveOutAuthor(turn);
        turn.Read(message.Text, found.Rest);
        turn.Program = message.Name.EndsWith("bot", StringComparison.OrdinalIgnoreCase) || message.Name.StartsWith("ubot", StringComparison.OrdinalIgnoreCase);
        Connect(turn);
        names.Learn(message.Name, message.Author, count);
        count++;
        return turn;
    }

    private static void LeaveOutAuthor(Turn turn)
    {
        var self = turn.People.AsSpan(0, turn.Named).IndexOf(turn.Author);
        if (self < 0)
        {
            return;
        }
        turn.People.AsSpan((self + 1)..turn.Named).CopyTo(turn.People.AsSpan(self));
        turn.Named--;
        turn.Addressed -= self < turn.Addressed ? 1 : 0;
    }

    private void Connect(Turn turn)
    {
        var speaker = turn.By = Known(turn.Author);
        (turn.OwnBefore, turn.Ordinal, turn.Namings, turn.Followed) = (speaker.LastTurn, speaker.Turns, speaker.Namings, false);
        (speaker.LastTurn, speaker.Turns) = (turn.At, speaker.Turns + 1);
        if (turn.OwnBefore >= turn.At - Reach && turn.OwnBefore != Turn.None)
        {
            this[turn.OwnBefore].Followed = true;
        }
        for (var i = 0; i < turn.Named; i++)
        {
            var named = Known(turn.People[i]);
            turn.NamingBefore[i] = named.LastNaming;
            (named.LastNaming, named.Namings) = (turn.At, named.Namings + 1);
        }
    }

    private Speaker Known(long person)
    {
        if (!speakers.TryGetValue(person, out var speaker))
        {
            speakers.Add(person, speaker = new Speaker());
        }
        return speaker;
    }

    private void CountWordsBefore(int now)
    {
        if (now == 0)
        {
            return;
        }
        var last = this[now - 1];
        foreach (var word in last.Words.AsSpan(0, last.WordCount))
        {
            said[word]++;
            lastSaid[word] = last.At;
        }
        if (now <= Reach)
        {
            return;
        }
        var old = this[now - 1 - Reach];
        foreach (var word in old.Words.AsSpan(0, old.WordCount))
        {
            said[word]--;
        }
    }
}
