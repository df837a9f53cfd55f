using System.CommandLine;
using System.Diagnostics;
using Kith.Store;
using Microsoft.Data.Sqlite;

namespace Kith.Server.Commands;

/// <summary><c>kith backup FILE</c></summary>
internal static class BackupCommand
{
    private static readonly Argument<string> To = new("file") { Description = "File to write; there must be none of that name." };

    public static Command Make()
    {
        var command = new Command("backup", "Copy all that is here into one file, also while a server runs.\n\nExample: kith backup kith-2026-11-27.db") { To };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (clock, file, directory) = (Stopwatch.StartNew(), parsed.GetValue(To)!, Place.DirectoryOf(parsed));
        if (Path.Exists(file))
        {
            throw new InvalidInputException($"{file} is there already.", "file", "Give another name: a backup writes over nothing.");
        }
        var bytes = Write(directory, file);
        if (parsed.GetValue(Place.Json))
        {
            Output.Write(new { File = file, Bytes = bytes, Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3) });
        }
        else
        {
            Console.WriteLine($"{bytes / 1e6:N1} MB written to {file}. To go back to it: put it into an empty folder as kith.db, and name that folder with --data.");
        }
        return ExitCode.Done;
    }

    private static long Write(string directory, string file)
    {
        try
        {
            Backup.Write(directory, file);
            return new FileInfo(file).Length;
        }
        catch (SqliteException e)
        {
            throw new InvalidInputException($"The data can't be copied: {e.Message.TrimEnd('.')}.", "file", "Make room, or see whether kith.db can be read.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{file} can't be written: {e.Message.TrimEnd('.')}.", "file", "Give a file in a folder that you may write to.");
        }
    }
}
