namespace Kith.Server.Commands;

/// <summary>What <c>kith</c> returns to the shell; documented in docs/command-line.md.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something failed that should not have; the log says more.</summary>
    public const int Failed = 1;

    /// <summary>The input can't be used: a wrong option, an unreadable archive.</summary>
    public const int InvalidInput = 2;

    /// <summary>There is nobody or nothing of that name.</summary>
    public const int NotFound = 3;

    /// <summary>Several people have that name.</summary>
    public const int Ambiguous = 4;

    /// <summary>Broken off by the user.</summary>
    public const int Interrupted = 130;
}
