using System.Diagnostics;
using System.Globalization;
using Kith.Benchmarks.Rooms;
using Kith.Network;
using Kith.Store;
using Microsoft.Playwright;

namespace Kith.Benchmarks.Network;

/// <summary>What a large community costs on the map: until it is drawn, and how smoothly it moves, in Chromium without a graphics card.</summary>
internal static class MapBenchmark
{
    private const int Moves = 120, Steps = 12;

    // Frames while something happens, and the longest gap between two of them.
    private const string Count =
        """
        () => { const times = []; let on = true; const tick = now => { times.push(now); if (on) requestAnimationFrame(tick); }; requestAnimationFrame(tick);
          window.endCount = () => { on = false; const gaps = times.slice(1).map((time, i) => time - times[i]); return [1000 * gaps.length / (times.at(-1) - times[0]), Math.max(...gaps)]; }; }
        """;

    /// <summary>Measures a part of what the map of a data directory costs, each short enough to be alone on a machine that others use.</summary>
    /// <param name="part">derive, answers or page.</param>
    /// <param name="program">Path of <c>kith.dll</c>.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="output">Gets the figures as rows of a table.</param>
    public static async Task Run(string part, string program, string data, TextWriter output)
    {
        void Say(string what, FormattableString figure) => output.WriteLine($"| {what} | {figure.ToString(CultureInfo.InvariantCulture)} |");
        if (part == "derive")
        {
            Derive(data, Say);
            return;
        }
        using var server = new KithProcess(program, ["--data", data], KithProcess.FreePort());
        using var http = new HttpClient { BaseAddress = server.Url, Timeout = TimeSpan.FromMinutes(5) };
        await (part == "answers" ? Answers(http, Say) : Page(server.Url, http, Say));
    }

    // Asked for as soon as the server listens: the longest that anybody ever waits.
    private static async Task Answers(HttpClient http, Action<string, FormattableString> say)
    {
        var page = await Timed(() => http.GetByteArrayAsync("/map"));
        var first = await Timed(() => http.GetByteArrayAsync("/api/map"));
        var again = await Timed(() => http.GetByteArrayAsync("/api/map"));
        var size = (await http.GetByteArrayAsync("/api/map")).Length;
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var packed = (await http.GetByteArrayAsync("/api/map")).Length;
        say("a new server's first page, which says that the map is being drawn", $"{page.TotalSeconds:0.0} s");
        say("a new server's first answer with the map; the next", $"{(page + first).TotalSeconds:0.0} s; {again.TotalSeconds:0.00} s");
        say("size of the answer, and packed", $"{size / 1e6:0.0} MB, {packed / 1e6:0.0} MB");
    }

    private static async Task Page(Uri url, HttpClient http, Action<string, FormattableString> say)
    {
        await http.GetByteArrayAsync("/api/map");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--enable-precise-memory-info"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        var loaded = await Timed(async () =>
        {
            await page.GotoAsync(url + "map");
            await page.Locator("#map[data-drawn]").WaitForAsync(new() { Timeout = 120_000 });
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        });
        var map = page.Locator("#map");
        var (people, lines) = (await map.GetAttributeAsync("data-drawn"), await map.GetAttributeAsync("data-ties"));
        var heap = await page.EvaluateAsync<double>("() => performance.memory.usedJSHeapSize / 1e6");

        say("people and lines drawn", $"{people}, {lines}");
        say("page opened until drawn", $"{loaded.TotalSeconds:0.0} s");
        say("memory of the page's script", $"{heap:0} MB");
        foreach (var all in (bool[])[false, true])
        {
            if (all)
            {
                await Slide(page, "#backbone", "End");
                say("all lines asked for until the first part of them is drawn", $"{(await Timed(() => Rested(page))).TotalSeconds:0.00} s; {await map.GetAttributeAsync("data-ties")} lines");
            }
            var (drag, zoom) = (await Frames(page, Drag), await Frames(page, Zoom));
            say(all ? "drag, all lines" : "drag", $"{drag.PerSecond:0} frames/s, longest gap {drag.Longest:0} ms");
            say(all ? "zoom, all lines" : "zoom", $"{zoom.PerSecond:0} frames/s, longest gap {zoom.Longest:0} ms");
        }
        await page.Locator("#map-all").ClickAsync();
        say("the past fetched and its first moment shown", $"{(await Timed(() => Step(page, "Home"))).TotalSeconds:0.0} s");
        var steps = Stopwatch.StartNew();
        for (var step = 0; step < Steps; step++)
        {
            await Step(page, "ArrowRight");
        }
        say("a step in time", $"{steps.Elapsed.TotalMilliseconds / Steps:0} ms");
    }

    // What the server does once for each version of the facts, cold.
    private static void Derive(string data, Action<string, FormattableString> say)
    {
        using var database = Database.OpenDirectory(data);
        Snapshot snapshot = null!;
        NetworkMap map = null!;
        var read = Timed(() => snapshot = Snapshot.Load(database, TimeProvider.System));
        var drawn = Timed(() => map = NetworkMap.Of(snapshot, Cores.All));
        var fitted = Timed(() => _ = snapshot.Contact);
        byte[] course = [];
        var told = Timed(() => course = MapCourse.Of(map));
        say("network read, in process, cold", $"{read.TotalSeconds:0.0} s");
        say("groups, backbone, places", $"{drawn.TotalSeconds:0.0} s");
        say("chances of contact fitted (not for the map: for the warmest ways)", $"{fitted.TotalSeconds:0.0} s");
        say("the past, in moments", $"{told.TotalSeconds:0.0} s; {map.Time.Ends.Count} moments, {course.Length / 1e6:0.0} MB");
    }

    private static async Task Step(IPage page, string key)
    {
        var before = await page.Locator("#moment-name").TextContentAsync();
        await Slide(page, "#moment", key);
        await page.WaitForFunctionAsync("before => document.querySelector('#moment-name').textContent !== before", before, new() { Timeout = 60_000 });
        await Rested(page);
    }

    private static async Task Slide(IPage page, string slider, string key)
    {
        await page.FocusAsync(slider);
        await page.Keyboard.PressAsync(key);
    }

    private static Task Rested(IPage page) => page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    private static async Task Drag(IPage page)
    {
        await page.Mouse.MoveAsync(500, 500);
        await page.Mouse.DownAsync();
        for (var i = 0; i < Moves; i++)
        {
            await page.Mouse.MoveAsync(500 + (float)(150 * Math.Sin(i / 10.0)), 500 + (float)(80 * Math.Cos(i / 14.0)));
        }
        await page.Mouse.UpAsync();
    }

    private static async Task Zoom(IPage page)
    {
        for (var i = 0; i < Moves; i++)
        {
            await page.Mouse.WheelAsync(0, i < Moves / 2 ? -40 : 40);
        }
    }

    private static async Task<(double PerSecond, double Longest)> Frames(IPage page, Func<IPage, Task> happens)
    {
        await page.EvaluateAsync(Count);
        await happens(page);
        var figures = await page.EvaluateAsync<double[]>("() => window.endCount()");
        await page.WaitForTimeoutAsync(1000);
        return (figures[0], figures[1]);
    }

    private static TimeSpan Timed(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed;
    }

    private static async Task<TimeSpan> Timed(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed;
    }
}
