using System.Formats.Tar;
using System.Text.Json;
using Dapper;
using Kith.Conversations;
using Kith.Importing;
using Kith.Server.Commands;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;

namespace Kith.Server.Tests.Commands;

/// <summary>Two samples imported once, for all questions.</summary>
public sealed class Harbour : IAsyncLifetime
{
    private readonly TestDatabase test = TestDatabase.On(Engine.Sqlite);

    public string Place => test.Location;

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await KithProgram.Run(Place, "import", Samples.PathOf("slack"), "--include-private")).Exit);
        Assert.Equal(0, (await KithProgram.Run(Place, "import", Samples.PathOf("irc"))).Exit);
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class CommandTests(Harbour harbour) : IClassFixture<Harbour>
{
    private Task<(int Exit, string Output, string Errors)> Kith(params string[] arguments) => KithProgram.Run(harbour.Place, arguments);

    private async Task<JsonElement> Json(params string[] arguments)
    {
        var (exit, output, errors) = await Kith([.. arguments, "--json"]);
        Assert.Equal((0, ""), (exit, errors));
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Names(JsonElement shape) => string.Join(' ', shape.EnumerateObject().Select(member => member.Name));

    [Fact]
    public async Task Who_knows_answers_with_people_scores_and_evidence()
    {
        var first = (await Json("who-knows", "seed swap", "--near", "Ada Lindqvist"))[0];

        Assert.Equal("person id score evidence path", Names(first));
        Assert.InRange(first.GetProperty("score").GetDouble(), 0.0001, 1);
        // Where it holds no word of the question, it says by which word it was found.
        Assert.StartsWith("text at conversation url", Names(first.GetProperty("evidence")[0]));
        Assert.StartsWith("/conversations/", first.GetProperty("evidence")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Who_knows_tells_which_word_nobody_wrote()
    {
        Assert.StartsWith("Nobody wrote “astrolabe” where you may read: these people are found by the rest of the question.", await Told("astrolabe", "seed"), StringComparison.Ordinal);
        Assert.StartsWith("Nobody wrote “astrolabe” where you may read: this person is found by the rest of the question.", await Told("astrolabe", "seed", "--top", "1"), StringComparison.Ordinal);
        Assert.Equal("astrolabe", (await Json("who-knows", "astrolabe", "seed", "--words")).GetProperty("unsaid")[0].GetProperty("word").GetString());
        Assert.Equal(0, (await Json("who-knows", "seed", "--words")).GetProperty("unsaid").GetArrayLength());

        async Task<string> Told(params string[] asked)
        {
            var (exit, output, errors) = await Kith(["who-knows", .. asked]);
            Assert.Equal((0, ""), (exit, errors));
            return string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public async Task Ties_have_strength_balance_times_and_evidence()
    {
        var first = (await Json("ties", "Ada Lindqvist"))[0];

        Assert.Equal("person id strength chance balance first last interactions quiet usual_gap_days timeline evidence", Names(first));
        Assert.InRange(first.GetProperty("strength").GetDouble(), 0.0001, 1);
        Assert.InRange(first.GetProperty("balance").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task A_path_goes_from_one_to_the_other()
    {
        var paths = (await Json("path", "Ada Lindqvist", "Dilys Morgan")).GetProperty("paths");

        Assert.All(paths.EnumerateArray(), path =>
        {
            Assert.Equal("people ids chance", Names(path));
            var people = path.GetProperty("people").EnumerateArray().Select(name => name.GetString()).ToList();
            Assert.Equal(("Ada Lindqvist", "Dilys Morgan"), (people[0], people[^1]));
        });
        Assert.NotEqual(0, paths.GetArrayLength());
    }

    [Fact]
    public async Task Importing_again_says_that_nothing_is_new()
    {
        var summary = await Json("import", Samples.PathOf("slack"), "--include-private");

        Assert.Equal("format people conversations messages new_messages changed_messages interactions ties issues notes seconds", Names(summary));
        Assert.Equal(("slack", 0), (summary.GetProperty("format").GetString(), summary.GetProperty("new_messages").GetInt32()));
        Assert.NotEqual(0, summary.GetProperty("messages").GetInt32());
    }

    [Theory]
    [InlineData(3, "There is nobody called \"Ada Lindqvost\".", "person", "ties", "Ada Lindqvost")]
    [InlineData(2, "There is no file or folder nowhere.zip.", "nowhere.zip", "import", "nowhere.zip")]
    [InlineData(2, "There is no time zone \"Europe/Atlantis\".", "--zone", "import", "nowhere.zip", "--zone", "Europe/Atlantis")]
    [InlineData(2, "There is no decision 99 to undo.", "number", "undo", "99")]
    public async Task Bad_input_gets_one_sentence_and_an_exit_code(int expected, string error, string where, params string[] arguments)
    {
        var (exit, output, errors) = await Kith([.. arguments, "--json"]);

        Assert.Equal((expected, ""), (exit, output));
        var problem = JsonDocument.Parse(errors).RootElement;
        Assert.Equal((error, where), (problem.GetProperty("error").GetString(), problem.GetProperty("where").GetString()));
        Assert.NotEmpty(problem.GetProperty("hint").GetString()!);
    }

    [Theory]
    [InlineData("nowhere.zip")]
    [InlineData("Kith.slnx")]
    public async Task Of_several_archives_none_is_taken_in_if_one_is_not_there_or_of_no_known_format(string other)
    {
        var before = (await Kith("sources")).Output;
        Assert.Equal(2, (await Kith("import", Samples.PathOf("zulip-archive"), Samples.PathOf($"../{other}"))).Exit);
        Assert.Equal(before, (await Kith("sources")).Output);
    }

    // What a tar holds lies unpacked on the disk while it is open: of the first, and of one of the others.
    [Fact]
    public async Task Of_several_archives_at_most_two_are_unpacked_at_once_and_each_says_what_it_passed_over()
    {
        var folder = Directory.CreateTempSubdirectory("kith-packed-");
        try
        {
            var (mixed, temporary) = (folder.CreateSubdirectory("mixed"), folder.CreateSubdirectory("temporary"));
            File.Copy(Samples.PathOf("mbox/harbour.mbox"), Path.Combine(mixed.FullName, "harbour.mbox"));
            File.Copy(Samples.PathOf("csv/walks.csv"), Path.Combine(mixed.FullName, "walks.csv"));
            var packed = Enumerable.Range(0, 4).Select(number => Path.Combine(folder.FullName, $"{number}.tar")).ToList();
            packed.ForEach(file => TarFile.CreateFromDirectory(mixed.FullName, file, includeBaseDirectory: false));
            var (open, most, all) = (0, 0, 0);
            using var watcher = new FileSystemWatcher(temporary.FullName, "kith-import-*") { NotifyFilter = NotifyFilters.DirectoryName };
            watcher.Created += (_, _) => (most, all) = (Math.Max(most, ++open), all + 1);
            watcher.Deleted += (_, _) => open--;
            watcher.EnableRaisingEvents = true;
            var (exit, output, errors) = await KithProgram.RunWith(temporary.FullName, Path.Combine(folder.FullName, "data"), ["import", .. packed, "--json"]);
            Assert.Equal((0, ""), (exit, errors));
            SpinWait.SpinUntil(() => all >= 7 && open == 0, TimeSpan.FromSeconds(10));
            Assert.Equal((0, 2, 7), (open, most, all));
            var one = await KithProgram.RunWith(temporary.FullName, Path.Combine(folder.FullName, "one"), "import", packed[0], "--json");
            Assert.Equal(4 * Issues(one.Output), Issues(output));
            Assert.NotEqual(0, Issues(output));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static int Issues(string output) => JsonDocument.Parse(output).RootElement.GetProperty("issues").GetInt32();
    }

    [Fact]
    public async Task A_backup_put_into_another_folder_answers_alike()
    {
        var folder = Directory.CreateTempSubdirectory("kith-backup-");
        try
        {
            var file = Path.Combine(folder.FullName, "kith.db");
            var said = await Json("backup", file);
            Assert.Equal(("file bytes seconds", new FileInfo(file).Length), (Names(said), said.GetProperty("bytes").GetInt64()));
            Assert.Equal((await Kith("sources")).Output, (await KithProgram.Run(folder.FullName, "sources")).Output);
            Assert.Equal((await Kith("who-knows", "seed swap")).Output, (await KithProgram.Run(folder.FullName, "who-knows", "seed swap")).Output);
            var (exit, _, errors) = await Kith("backup", file);
            Assert.Equal((2, $"kith: {file} is there already. Give another name: a backup writes over nothing.\n"), (exit, errors));
            var nothing = await KithProgram.Run(Path.Combine(folder.FullName, "nothing"), "backup", Path.Combine(folder.FullName, "copy.db"));
            Assert.Equal(2, nothing.Exit);
            Assert.Contains("holds no data of Kith", nothing.Errors, StringComparison.Ordinal);
            Assert.Equal(["kith.db"], Directory.GetFiles(folder.FullName, "*.db*").Select(Path.GetFileName));
            Assert.Contains("pg_dump", (await KithProgram.Run("Host=nowhere", "backup", Path.Combine(folder.FullName, "copy.db"))).Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_ambiguous_name_lists_the_candidates()
    {
        var (exit, _, errors) = await Kith("person", "lindqvist");

        Assert.Equal(4, exit);
        Assert.Matches(@"^kith: ""lindqvist"" can be \d people\. Give a number: #\d+ .+, #\d+ .+\.\n$", errors);
    }

    [Fact]
    public async Task A_wrong_option_names_the_help()
    {
        var (exit, _, errors) = await Kith("ties", "ada", "--tpo", "3");

        Assert.Equal(2, exit);
        Assert.Contains("Try: kith ties --help", errors);
    }

    [Theory]
    [InlineData("kith: There is no command peple. Try: kith --help", "peple")]
    [InlineData("kith: Nothing was asked. Try: kith --help", "--json=false")]
    [InlineData("kith: many is no number, which --top needs. Try: kith people --help", "people", "--top", "many")]
    [InlineData("kith: x is no number, which --port needs. Try: kith serve --help", "serve", "--port", "x")]
    [InlineData("kith: path is missing, which import needs. Try: kith import --help", "import")]
    [InlineData("kith: to is missing, which path needs. Try: kith path --help", "path", "Ada Lindqvist")]
    [InlineData("kith: There is no option --prot. Try: kith serve --help", "serve", "--prot", "80")]
    [InlineData("kith: Bo is more than person takes. Try: kith person --help", "person", "Ada", "Bo")]
    [InlineData("kith: operator is none of member, host, steward. Try: kith invite --help", "invite", "--role", "operator")]
    [InlineData("kith: The database can't be opened: the address names no server", "people", "--database", "postgres://")]
    [InlineData("kith: Kith can't listen at 203.0.113.5:0: ", "serve", "--port", "0", "--host", "203.0.113.5", "--url", "https://kith.example.org")]
    public async Task What_is_mistyped_is_said_in_one_line(string said, params string[] arguments)
    {
        var (exit, output, errors) = await Kith(arguments);

        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith(said, errors);
        Assert.Equal(1, errors.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Help_is_a_word_as_well_as_an_option()
    {
        Assert.Equal(await Kith("--help"), await Kith("help"));
        Assert.Equal(await Kith("evaluate", "ties", "--help"), await Kith("help", "evaluate", "ties"));
    }

    [Fact]
    public async Task Data_that_is_damaged_is_to_be_put_back_from_a_copy()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("kith-test-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "kith.db"), new string('x', 5000));

        var (exit, _, errors) = await KithProgram.Run(folder.FullName, "people");
        folder.Delete(recursive: true);

        Assert.Equal(2, exit);
        Assert.Contains("Put kith.db back from a copy", errors);
    }

    [Theory]
    [InlineData("kith --help", "nobody-knows-this")]
    [InlineData("kith evaluate ties --help", "evaluate", "ties", "mails.csv", "--tpo")]
    [InlineData("kith rebuild --help", "rebuild", "--as", "Ada Lindqvist")] // who reads it changes nothing
    [InlineData("kith invite --help", "invite", "--role", "operator")]
    public async Task What_is_typed_wrong_names_the_help_as_it_is_typed(string help, params string[] arguments)
    {
        var (exit, _, errors) = await Kith(arguments);
        Assert.Equal(2, exit);
        Assert.Contains($"Try: {help}", errors);
    }

    [Fact]
    public async Task Help_shows_defaults_as_they_are_typed_and_lists_commands_in_a_line_each()
    {
        Assert.Contains("--role <host|member|steward>  What they become. [default: member]", (await Kith("invite", "--help")).Output);
        Assert.DoesNotContain("Columns:", (await Kith("--help")).Output);
        var help = (await Kith("evaluate", "--help")).Output;
        Assert.Contains("\nColumns: AP, MAP average precision;", help);
        Assert.All(help[help.IndexOf("Columns:", StringComparison.Ordinal)..].Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task A_merge_takes_effect_at_once_and_is_undone_without_a_trace()
    {
        var before = (await Json("people")).GetRawText();
        var ids = (await Json("people")).EnumerateArray().Where(row => !row.GetProperty("bot").GetBoolean()).Take(2).Select(row => row.GetProperty("id").GetRawText()).ToList();

        var decision = (await Json("merge", ids[0], ids[1], "--why", "a test")).GetProperty("decision").GetRawText();
        var merged = await Json("people");
        await Json("undo", decision);

        Assert.Contains(merged.EnumerateArray(), row => row.GetProperty("identities").GetArrayLength() > 1);
        Assert.Equal(before, (await Json("people")).GetRawText());
    }

    [Fact]
    public async Task A_bot_is_said_to_be_one_and_is_asked_nothing_until_that_is_undone()
    {
        async Task<string> Ties() => (await Json("ties", "Ada Lindqvist", "--top", "99")).GetRawText();
        var before = await Ties();

        var decision = (await Json("bot", "Dilys Morgan", "--why", "a test")).GetProperty("decision").GetRawText();
        var told = (await Kith("person", "Dilys Morgan")).Output;
        var (again, _, wrong) = await Kith("bot", "Dilys Morgan");
        var marked = await Ties();
        await Json("undo", decision);

        Assert.Contains(", a bot", told);
        Assert.Equal(2, again);
        Assert.Contains("Dilys Morgan is a bot already.", wrong);
        Assert.Contains("Dilys Morgan", before);
        Assert.DoesNotContain("Dilys Morgan", marked);
        Assert.Equal(before, await Ties());
    }

    // Whom somebody answers follows from who spoke between.
    [Fact]
    public async Task Who_is_merged_with_a_bot_has_no_ties_until_that_is_undone()
    {
        using var test = TestDatabase.On(Engine.Sqlite);
        new Import(test.Database, TimeProvider.System).Run("given", "pier",
        [
            .. ((string[])["pier", "quay"]).Select(key => new ConversationEntry(key, key, ConversationKind.Topic, Visibility.Community)),
            .. ((string[])["Ada", "Bo", "Cy", "loogle"]).Select((who, i) => new MessageEntry(who == "loogle" ? "quay" : "pier", $"m{i}", who, 1_700_000_000_000 + i * 60_000, "Is the pier open?")),
        ], "Harbour");
        async Task<string> Ties() => string.Join(", ", JsonDocument.Parse((await KithProgram.Run(test.Location, "ties", "Ada", "--json")).Output).RootElement.EnumerateArray().Select(tie => tie.GetProperty("person").GetString()));
        Assert.Equal(0, (await KithProgram.Run(test.Location, "bot", "loogle")).Exit);
        Assert.Equal("Bo", await Ties());
        Assert.Equal(0, (await KithProgram.Run(test.Location, "merge", "Bo", "loogle")).Exit);
        Assert.Equal("Cy", await Ties());
        Assert.Equal(0, (await KithProgram.Run(test.Location, "undo", "2")).Exit);
        Assert.Equal("Bo", await Ties());
    }

    [Fact]
    public async Task Private_words_are_quoted_to_those_who_took_part_and_to_nobody_else()
    {
        var told = (await Json("conversations")).EnumerateArray().Count(row => row.GetProperty("visibility").GetString() == "participants");
        var toAda = (await Json("conversations", "--as", "Ada Lindqvist")).EnumerateArray().Where(row => row.GetProperty("visibility").GetString() == "participants").ToList();

        Assert.Equal(0, told);
        Assert.NotEmpty(toAda);
    }

    [Fact]
    public async Task Tables_fit_eighty_columns()
    {
        foreach (var arguments in (string[][])[["people"], ["ties", "Ada Lindqvist"], ["conversations"], ["sources"], ["people", "--duplicates"], ["issues"], ["decisions"]])
        {
            var (exit, output, _) = await Kith(arguments);

            Assert.Equal(0, exit);
            Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, $"{string.Join(' ', arguments)}: {line}"));
        }
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example()
    {
        var (_, help, _) = await Kith("--help");
        var commands = help[help.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Where(line => line.Length > 2 && line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(' ')[0]).ToList();

        Assert.Contains("who-knows", commands);
        foreach (var command in commands)
        {
            Assert.Contains($"Example: kith {command}", (await Kith(command, "--help")).Output);
        }
    }

    [Theory]
    [InlineData("There is no file nowhere.txt. ", "evaluate", "ties", "nowhere.txt")]
    [InlineData("There is no file nowhere.txt. ", "evaluate", "communities", "nowhere.txt", "nowhere.txt")]
    [InlineData("There is no folder nowhere. ", "evaluate", "attendance", "nowhere")]
    [InlineData("Rare words are asked for at three cuts in time. ", "evaluate", "experts", "nowhere", "--one-cut", "--rare-words")]
    [InlineData("There is no command evaluate nonsense. Try: kith evaluate --help", "evaluate", "nonsense")]
    [InlineData("There is no option --jsno. Try: kith evaluate --help", "evaluate", "--jsno")]
    [InlineData("pdf is none of graphml, gexf, csv, jsonl. Try: kith export --help", "export", "pdf")]
    [InlineData("Nothing was asked. ", "who-knows", "")]
    [InlineData("\"who of the?\" holds no word that tells anything. ", "who-knows", "who of the?")]
    [InlineData("\"https://example.org/salt\" holds no word that tells anything. ", "who-knows", "https://example.org/salt")]
    [InlineData("There is no community Nowhere. ", "who-knows", "seed", "--community", "Nowhere")]
    [InlineData("There is no community Nowhere. ", "conversations", "--community", "Nowhere")]
    public async Task What_can_not_be_answered_is_told_in_one_line(string said, params string[] typed)
    {
        var (exit, output, errors) = await Kith(typed);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("kith: " + said, errors);
        Assert.Single(errors.TrimEnd('\n').Split('\n'));
    }

    // Of decisions in a place of its own: other tests decide something here.
    [Fact]
    public async Task Where_there_is_nothing_to_list_it_is_said()
    {
        using var other = TestDatabase.On(Engine.Sqlite);
        Assert.Equal((0, "No other words are talked about with it.\n", ""), await Kith("who-knows", "zyzzyva", "--words"));
        Assert.Equal((0, "Nothing was decided yet. Begin with: kith people --duplicates\n", ""), await KithProgram.Run(other.Location, "decisions"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("http://127.0.0.1:54840")]
    public void What_the_demo_is_worth_a_look_for_stands_in_a_column(string address)
    {
        var rows = DemoCommand.Said(address, 218, 202, 25).Split('\n').Where(row => row.Contains("   ", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, rows.Count);
        Assert.Single(rows.Select(row => row.LastIndexOf("   ", StringComparison.Ordinal)).Distinct());
    }

    // Made anew it would answer everything with "nobody".
    [Theory]
    [InlineData("export", "csv")]
    [InlineData("accounts")]
    [InlineData("claims")]
    [InlineData("password-link", "Ada")]
    public async Task A_question_to_a_folder_without_data_makes_none(params string[] typed)
    {
        var folder = Directory.CreateTempSubdirectory("kith-test-");
        try
        {
            var (exit, _, errors) = await KithProgram.Run(folder.FullName, typed);
            Assert.Equal(2, exit);
            Assert.StartsWith($"kith: {folder.FullName} holds no data of Kith. ", errors);
            Assert.Empty(folder.GetFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A terminal obeys some signs, and what is quoted may come from any file.
    [Fact]
    public async Task No_sign_of_a_file_reaches_the_terminal()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "ada \u001b[2J\r\u0007\n");
        var (_, _, errors) = await Kith("evaluate", "ties", file);
        File.Delete(file);
        Assert.StartsWith("kith: Line 1 ", errors);
        Assert.DoesNotContain(errors.TrimEnd('\n'), char.IsControl);
    }

    [Theory]
    [InlineData("bash", "_kith")]
    [InlineData("zsh", "#compdef kith")]
    public async Task Completion_completes_commands(string shell, string part)
    {
        Assert.Contains(part, (await Kith("completion", shell)).Output);
        Assert.Contains("who-knows", (await KithProgram.Run(null, "[suggest:8]", "kith who")).Output);
    }

    [Fact]
    public async Task A_database_that_fails_is_told_in_one_sentence()
    {
        using var test = TestDatabase.On(Engine.Sqlite);
        test.Database.Write(transaction => transaction.Connection!.Execute("drop table identities", transaction: transaction));

        var (exit, _, errors) = await KithProgram.Run(test.Location, "people");

        Assert.Equal(1, exit);
        Assert.StartsWith("kith: The database failed: ", errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task A_list_of_fewer_than_one_is_refused() => Assert.Equal(2, (await Kith("conversations", "--top", "-5")).Exit);

    [Theory]
    [InlineData("people")]
    [InlineData("people", "--duplicates")]
    [InlineData("issues")]
    [InlineData("conversations")]
    [InlineData("ties", "Ada Lindqvist")]
    public async Task A_list_ends_where_it_is_asked_to_for_programs_too(params string[] list) =>
        Assert.Equal(1, (await Json([.. list, "--top", "1"])).GetArrayLength());

    [Fact]
    public async Task Counts_do_not_tell_how_much_is_private()
    {
        var counted = (await Json("sources")).EnumerateArray().Sum(source => source.GetProperty("conversations").GetInt32());

        Assert.Equal((await Json("conversations", "--top", "1000")).GetArrayLength(), counted);
    }
}
