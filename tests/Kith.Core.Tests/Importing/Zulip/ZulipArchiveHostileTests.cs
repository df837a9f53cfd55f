using System.Text;
using Kith.Importing;
using Kith.Importing.Zulip;

namespace Kith.Tests.Importing.Zulip;

public sealed class ZulipArchiveHostileTests
{
    private const string Good = "{\"id\": 5, \"sender_full_name\": \"Ada Lindqvist\", \"content\": \"<p>hello</p>\", \"timestamp\": 1710000000}";

    [Fact]
    public void Damaged_archives_give_whole_messages_and_issues() => Fuzz.Sample(new ZulipArchive(), "zulip-archive");

    [Theory]
    [InlineData("{\"id\": \"five\", \"sender_full_name\": \"Ada\", \"content\": \"x\", \"timestamp\": 1710000000}")]
    [InlineData("{\"id\": -5, \"sender_full_name\": \"Ada\", \"content\": \"x\", \"timestamp\": 1710000000}")]
    [InlineData("{\"id\": 6, \"sender_full_name\": \"  \", \"content\": \"x\", \"timestamp\": 1710000000}")]
    [InlineData("{\"id\": 6, \"sender_full_name\": [\"Ada\"], \"content\": \"x\", \"timestamp\": 1710000000}")]
    [InlineData("{\"id\": 6, \"sender_full_name\": \"Ada\", \"content\": null, \"timestamp\": 1710000000}")]
    [InlineData("{\"id\": 6, \"sender_full_name\": \"Ada\", \"content\": \"x\", \"timestamp\": \"yesterday\"}")]
    [InlineData("{\"id\": 6, \"sender_full_name\": \"Ada\", \"content\": \"x\", \"timestamp\": -1}")]
    [InlineData("{\"id\": 6, \"sender_full_name\": \"Ada\", \"content\": \"x\", \"timestamp\": 253402300800000}")]
    [InlineData("{\"id\": 6, \"sender_full_name\": \"Ada\", \"content\": \"x\", \"timestamp\": 1e999}")]
    [InlineData("\"a message\"")]
    [InlineData("[[]]")]
    [InlineData("null")]
    public void A_message_that_lacks_something_is_left_out_with_its_line(string bad)
    {
        var entries = Read($"[\n{bad},\n{Good}\n]");

        Assert.Equal(2, Assert.Single(entries.OfType<ImportIssue>()).Line);
        Assert.Equal("5", Assert.Single(entries.OfType<MessageEntry>()).Key);
        Assert.Empty(entries.OfType<CoverageEntry>());
    }

    [Fact]
    public void A_second_message_of_the_same_id_is_left_out()
    {
        var entries = Read($"[{Good},\n{Good.Replace("hello", "again")}]");

        Assert.Equal("hello", Assert.Single(entries.OfType<MessageEntry>()).Body);
        Assert.Contains("a second message with id 5", Assert.Single(entries.OfType<ImportIssue>()).Reason);
    }

    [Fact]
    public void A_topic_cut_off_gives_its_whole_messages_and_claims_no_coverage()
    {
        var entries = Read($"[{Good}, {{\"id\": 6, \"sender_full");

        Assert.Single(entries.OfType<MessageEntry>());
        Assert.Single(entries.OfType<ImportIssue>());
        Assert.Empty(entries.OfType<CoverageEntry>());
    }

    [Theory]
    [InlineData(".20.C3.A9.2E.E2.80.A6", " é.…")]
    [InlineData("a%20b.zz.2", "a b.zz.2")]
    [InlineData(".00.0a.ff", ".00.0a\uFFFD")]
    public void Names_of_files_are_decoded_as_far_as_they_can_be(string name, string topic)
    {
        using var archive = Archive.Of("x", [Samples.File($"4-lamp-room/{name}.json", Encoding.UTF8.GetBytes($"[{Good}]"))]);

        Assert.Equal(topic, new ZulipArchive().Read(archive, new ImportOptions()).OfType<ConversationEntry>().Last().Title);
    }

    [Fact]
    public void A_topic_without_a_name_keeps_its_file_s()
    {
        using var archive = Archive.Of("x", [Samples.File("1-a/.json", Encoding.UTF8.GetBytes($"[{Good}]")), Samples.File("1-/.20.json", Encoding.UTF8.GetBytes($"[{Good}]"))]);

        Fuzz.AllWhole(new ZulipArchive().Read(archive, new ImportOptions()));
    }

    private static List<Entry> Read(string json)
    {
        using var archive = Archive.Of("x", [Samples.File("4-lamp-room/tea.json", Encoding.UTF8.GetBytes(json))]);
        var entries = new ZulipArchive().Read(archive, new ImportOptions()).ToList();
        Fuzz.AllWhole(entries);
        return entries;
    }
}
