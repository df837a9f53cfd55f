namespace Kith.Tests.Demo;

/// <summary>A clock that stands still.</summary>
internal sealed class Stopped(string at) : TimeProvider
{
    public static readonly Stopped Clock = new("2026-11-18T10:00:00Z"), WeeksLater = new("2026-12-12T23:00:00Z");

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(at);
}
