using System.Diagnostics;

namespace Kith.Server.Tests.Commands;

/// <summary>The program as a user runs it: a process of its own.</summary>
internal sealed class KithProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private KithProgram(string? place, string[] arguments, string? temporary = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // What ./test says to the compiler is for the tests.
        start.Environment.Remove("DOTNET_JITMinOpts");
        if (temporary is not null)
        {
            start.Environment["TMPDIR"] = temporary;
        }
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "kith.dll"));
        string[] where = place is null ? [] : [place.Contains('=') ? "--database" : "--data", place];
        foreach (var argument in (string[])[.. arguments, .. where])
        {
            start.ArgumentList.Add(argument);
        }
        process = Process.Start(start)!;
        process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it on a data directory or a connection string.</summary>
    public static KithProgram Start(string? place, params string[] arguments) => new(place, arguments);

    /// <summary>Runs it to its end.</summary>
    public static Task<(int Exit, string Output, string Errors)> Run(string? place, params string[] arguments) => RunWith(null, place, arguments);

    /// <summary>Runs it to its end, with a folder of its own for temporary files.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunWith(string? temporary, string? place, params string[] arguments)
    {
        using var program = new KithProgram(place, arguments, temporary);
        await program.process.WaitForExitAsync();
        return (program.process.ExitCode, await program.output, await program.errors);
    }

    /// <summary>Lets it run for a while, then SIGKILL. True if it was still running.</summary>
    public async Task<bool> KillAfter(TimeSpan time)
    {
        await Task.Delay(time);
        var running = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
        return running;
    }

    /// <summary>Waits until something is so; false if the program ended before, or a minute did.</summary>
    public bool Until(Func<bool> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (process.WaitForExit(5) || TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(1))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Asks it to end. Ctrl+C goes the same way, but what shells run in the background never hears of that.</summary>
    public void AskToEnd()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>How it ends.</summary>
    public async Task<(int Exit, string Output, string Errors)> End()
    {
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public void Dispose() => process.Dispose();
}
