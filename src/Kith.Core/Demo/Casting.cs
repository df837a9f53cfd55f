namespace Kith.Demo;

/// <summary>Chooses who plays which voice: by what they know, how lively they are, and how close to whom they turn to.</summary>
internal sealed class Casting(Cast cast, Draw draw)
{
    /// <summary>Gives every voice of an exchange to somebody present; null if nobody is left for one.</summary>
    /// <param name="exchange">What will be said.</param>
    /// <param name="topic">What it is about; null for nothing in particular.</param>
    /// <param name="present">Who could say it.</param>
    /// <param name="week">When.</param>
    /// <param name="begun">Voices that are given already.</param>
    public Scene? Fill(Exchange exchange, Topic? topic, IReadOnlyList<Member> present, int week, Scene? begun)
    {
        var scene = begun ?? new Scene();
        Member? before = null;
        foreach (var voice in exchange.Lines.Select(line => line.Voice))
        {
            if (!scene.Voices.TryGetValue(voice, out var member))
            {
                member = Pick(voice, topic, [.. present.Where(one => scene.Voices.Values.All(other => cast.Closeness(one, other, week) > 0))], week, before);
                if (member is null)
                {
                    return null;
                }
                scene.Voices.Add(voice, member);
            }
            before = member;
        }
        return scene;
    }

    /// <summary>Somebody for one voice; null if there is nobody.</summary>
    public Member? Pick(string voice, Topic? topic, IReadOnlyList<Member> present, int week, Member? before)
    {
        double Turning(Member one) => before is null ? 1 : cast.Closeness(before, one, week);
        double Weight(Member one) => Turning(one) * (voice[0] switch
        {
            'E' => topic is null ? one.Liveliness : one.Knowing(topic) switch { 3 => 240, 2 => 30, var little => little },
            'N' => (one.IsNew(week) ? 8 : 1) * (topic is not null && one.Knowing(topic) > 0 ? 0 : 1),
            'L' => topic is not null && one.Knowing(topic) > 1 ? 0 : one.Liveliness,
            'O' => topic is not null && one.Crews.Contains(topic.Crew) ? 0 : one.Liveliness,
            _ => one.Liveliness * (topic is null ? 1 : one.Crews.Contains(topic.Crew) ? 2 : 1) * (topic is not null && one.Knowing(topic) == 3 ? .2 : 1),
        });
        // Where no expert came, whoever is lively has a go.
        return draw.One(present, Weight) ?? draw.One(present, one => Turning(one) * one.Liveliness);
    }
}
