namespace Kith.Server.Accounts;

/// <summary>A browser in words that its owner recognises: "Firefox on Linux". Nothing finer is kept.</summary>
internal static class Device
{
    // The order matters: browsers name those that they descend from.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>From the header that the browser sends.</summary>
    public static string Of(string? agent)
    {
        var (browser, system) = (Named(Browsers, agent), Named(Systems, agent));
        return (browser, system) switch
        {
            (null, null) => "a program",
            (null, _) => $"a program on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Named((string Sign, string Name)[] known, string? agent) =>
        agent is null ? null : Array.Find(known, each => agent.Contains(each.Sign, StringComparison.Ordinal)).Name;
}
