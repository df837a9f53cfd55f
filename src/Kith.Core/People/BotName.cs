namespace Kith.People;

/// <summary>Programs that can be told by their name, for sources that do not say who is one.</summary>
public static class BotName
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "rrsagent", "zakim", "trackbot", "meetbot", "supybot", "limnoria", "ubottu", "ubotu", "chanserv", "nickserv", "memoserv", "botserv", "hubot",
        "slackbot", "statusbot", "github", "gerrit", "jenkins", "travis-ci", "zuul", "patchwork", "mailer-daemon", "postmaster", "otter.ai", "fireflies.ai notetaker",
        "read.ai meeting notes", "zoom ai companion",
    };

    private static readonly string[] Mailers =
        ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon", "bounces", "bounce", "jenkins", "gerrit", "patchwork", "buildbot", "notifications", "github-actions", "syzbot", "dependabot"];

    private static readonly HashSet<string> Families = new(StringComparer.OrdinalIgnoreCase) { "talbot", "cabot", "abbot", "turbot" };

    /// <summary>Whether a nick or display name is a program's: a known one, or one that ends in "bot".</summary>
    public static bool Is(string name)
    {
        var bare = name.TrimEnd('_', '`', '^', '1', '2', '3');
        // voip-…: the bridge to a telephone conference.
        return Known.Contains(bare) || EndsInBot(bare) || bare.StartsWith("voip", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a mail address is a program's.</summary>
    public static bool IsAddress(string address)
    {
        var at = address.IndexOf('@');
        var local = at < 0 ? address : address[..at];
        return Array.Exists(Mailers, mailer => local.StartsWith(mailer, StringComparison.OrdinalIgnoreCase)
            && (local.Length == mailer.Length || !char.IsLetter(local[mailer.Length]))) || Known.Contains(local) || EndsInBot(local);
    }

    private static bool EndsInBot(string name)
    {
        var word = name[(name.LastIndexOfAny([' ', '-', '_', '.']) + 1)..];
        return word.EndsWith("bot", StringComparison.OrdinalIgnoreCase) && !Families.Contains(word)
            || word.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase);
    }
}
