using System.Text.Json.Serialization;
using Kith.Accounts;
using Kith.Importing;
using Kith.Server.Accounts;

namespace Kith.Server.Importing;

/// <summary>How far an import that was started in the browser is.</summary>
public enum ImportStage
{
    /// <summary>None was started since the server was.</summary>
    None,

    /// <summary>Taking messages in.</summary>
    Reading,

    /// <summary>Deriving ties and expertise from them.</summary>
    Deriving,

    /// <summary>Over; what came in is here.</summary>
    Done,

    /// <summary>Over; the problem says why.</summary>
    Failed,
}

/// <summary>The import that was started last in the browser.</summary>
/// <param name="Stage">How far it is.</param>
/// <param name="File">What was given; empty for those who are not to know.</param>
/// <param name="Messages">Messages taken in so far.</param>
/// <param name="Share">Of the bytes read so far, 0 to 1; null if it is not known how many there are.</param>
/// <param name="Summary">What came in; null until it is over.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Problem">What was wrong and what would be right, in a sentence; null if nothing was.</param>
public sealed record ImportState(
    ImportStage Stage, string File = "", long Messages = 0, double? Share = null, ImportSummary? Summary = null, double? Seconds = null, string? Problem = null)
{
    /// <summary>Whether one is running.</summary>
    public bool IsRunning => Stage is ImportStage.Reading or ImportStage.Deriving;

    /// <summary>Who gave the archive; null while there are no accounts.</summary>
    [JsonIgnore]
    public AccountId? By { get; init; }

    /// <summary>
    /// As somebody may see it: names of files, and what is wrong with them, may tell of conversations that others may not read, so
    /// they are for who gave the archive, and for operators.
    /// </summary>
    public ImportState For(Me me) => By == me.Account?.Id || me.Highest == Role.Operator
        ? this
        : this with { File = "", Problem = Problem is null ? null : "Whoever gave the archive is told why." };
}
