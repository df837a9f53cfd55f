using System.Globalization;

namespace Kith.Server.Tests.Gatherings;

/// <summary>A clock that a test sets; what waits for it goes on real time.</summary>
internal sealed class SetClock(string now) : TimeProvider
{
    private DateTimeOffset now = Read(now);

    public void Set(string next) => now = Read(next);

    public override DateTimeOffset GetUtcNow() => now;

    private static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
