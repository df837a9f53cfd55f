using System.CommandLine;
using Kith.Store;

namespace Kith.Server.Commands;

/// <summary>The options that every command has: where the data is, and for whom to print.</summary>
internal static class Place
{
    // SQLite's numbers for a file that can't be mended by another folder's rights.
    private const int Damaged = 11, NoDatabase = 26;

    /// <summary>Adds arguments and options.</summary>
    public static Command Taking(this Command command, params Symbol[] symbols)
    {
        foreach (var argument in symbols.OfType<Argument>())
        {
            command.Add(argument);
        }
        foreach (var option in symbols.OfType<Option>())
        {
            command.Add(option);
        }
        return command;
    }

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Data directory. Default: $KITH_DATA, else a folder of yours for applications' data.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string?> Postgres { get; } = new("--database")
    {
        Description = "PostgreSQL instead of a data directory, as postgres://user:password@host/name. Default: $KITH_DATABASE.",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    public static Option<string?> Url { get; } = new("--url")
    {
        Description = "Address by which people reach the server, such as https://kith.example.org. Default: $KITH_URL.",
        HelpName = "URL",
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON for programs instead of tables for people.",
        Recursive = true,
    };

    /// <summary>The data directory where none is named on the command line.</summary>
    public static string UsualDirectory => Environment.GetEnvironmentVariable("KITH_DATA")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "kith");

    /// <summary>The address by which people reach the server, or null.</summary>
    public static Uri? UrlOf(ParseResult parsed)
    {
        var typed = parsed.GetValue(Url) ?? Environment.GetEnvironmentVariable("KITH_URL");
        return string.IsNullOrEmpty(typed) ? null
            : Uri.TryCreate(typed, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") && url.PathAndQuery == "/" && url.UserInfo.Length == 0 ? url
            : throw new InvalidInputException($"{typed} is no address of a server.", "--url", "Write it like https://kith.example.org, without a path.");
    }

    /// <summary>At most how many rows of a list.</summary>
    public static Option<int> Top(int usual, string what = "At most how many.")
    {
        var top = new Option<int>("--top") { Description = what, HelpName = "N", DefaultValueFactory = _ => usual };
        top.Validators.Add(result =>
        {
            if (result.Tokens is [var typed] && int.TryParse(typed.Value, out var count) && count < 1)
            {
                result.AddError("--top must be a number from 1 on.");
            }
        });
        return top;
    }

    /// <summary>Opens the database that the options name; the caller disposes of it.</summary>
    public static Database Open(ParseResult parsed)
    {
        if (AddressOf(parsed) is not { } address)
        {
            return OpenDirectory(parsed.GetValue(Data) ?? UsualDirectory);
        }
        try
        {
            return Database.OpenPostgres(address);
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or ArgumentException or UriFormatException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new InvalidInputException($"The database can't be opened: {e.Message.TrimEnd('.')}.", "--database", "Give an address such as postgres://user:password@localhost/kith of a server that runs.");
        }
    }

    private static string? AddressOf(ParseResult parsed) =>
        (parsed.GetValue(Postgres) ?? Environment.GetEnvironmentVariable("KITH_DATABASE")) is { Length: > 0 } address ? address : null;

    /// <summary>Opens the database for a question: a data directory that is named must hold one, or a mistyped name would be answered with "nobody".</summary>
    public static Database OpenFilled(ParseResult parsed) =>
        AddressOf(parsed) is null && parsed.GetValue(Data) is { } directory && !File.Exists(directory) && !File.Exists(Path.Combine(directory, "kith.db"))
            ? throw new InvalidInputException($"{directory} holds no data of Kith.", "--data", $"Name another folder, or fill it: kith import ARCHIVE --data {directory}")
            : Open(parsed);

    /// <summary>The data directory that the options name, for what is done with its file as a whole.</summary>
    /// <exception cref="InvalidInputException">It holds no data, or the data is in PostgreSQL.</exception>
    public static string DirectoryOf(ParseResult parsed)
    {
        if (AddressOf(parsed) is not null)
        {
            throw new InvalidInputException("PostgreSQL's own programs copy what is there.", "--database", "Use: pg_dump --format=custom --file=FILE ADDRESS");
        }
        var directory = parsed.GetValue(Data) ?? UsualDirectory;
        return File.Exists(Path.Combine(directory, "kith.db")) ? directory
            : throw new InvalidInputException($"{directory} holds no data of Kith.", "--data", "Name the folder that holds it: --data DIR");
    }

    /// <summary>Opens the database in a data directory; the caller disposes of it.</summary>
    public static Database OpenDirectory(string directory)
    {
        try
        {
            return Database.OpenDirectory(directory);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (e.SqliteErrorCode is Damaged or NoDatabase)
        {
            throw new InvalidInputException($"The data can't be opened: {e.Message.TrimEnd('.')}.", directory, "Put kith.db back from a copy, or name another folder with --data.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidInputException($"The data can't be opened: {e.Message.TrimEnd('.')}.", directory, "Give a folder that you may write to with --data.");
        }
    }
}
