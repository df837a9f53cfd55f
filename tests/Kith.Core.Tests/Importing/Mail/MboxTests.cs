using System.Text;
using Kith.Importing;
using Kith.Importing.Mail;

namespace Kith.Tests.Importing.Mail;

public sealed class MboxTests
{
    private static readonly Mbox Mbox = new();

    [Fact]
    public void A_list_is_read_whole() => Shown.Matches("Mail/harbour", Samples.Read(Mbox, "mbox/harbour.mbox"));

    [Fact]
    public void A_folder_of_months_with_masked_addresses_is_one_list() => Shown.Matches("Mail/keepers", Samples.Read(Mbox, "mbox/keepers"));

    [Fact]
    public void A_maildir_is_read_a_file_a_mail() => Shown.Matches("Mail/maildir", Samples.Read(Mbox, "mbox/maildir"));

    [Fact]
    public void A_packed_mbox_reads_like_a_plain_one() =>
        Assert.Equal(Samples.Read(Mbox, "mbox/harbour.mbox"), Samples.Read(Mbox, "harbour.mbox.gz", Scratch.Gzip(Samples.Bytes("mbox/harbour.mbox"))));

    [Fact]
    public void The_source_is_named_by_the_list()
    {
        using var list = Archive.Open(Samples.PathOf("mbox/harbour.mbox"));
        using var mails = Archive.Open(Samples.PathOf("mbox/maildir"));
        Assert.Equal(("harbour.lists.example.org", null), (Mbox.SourceKey(list), Mbox.SourceKey(mails)));
    }

    [Theory]
    [InlineData("Ann Lee <ann@example.org>", "ann@example.org", "Ann Lee")]
    [InlineData("\"Lee, Ann\" <Ann@Example.ORG>", "ann@example.org", "Ann Lee")]
    [InlineData("ann@example.org (Ann Lee)", "ann@example.org", "Ann Lee")]
    [InlineData("ann at example.org (Ann Lee)", "ann@example.org", "Ann Lee")]
    [InlineData("ann at example dot org (Ann Lee)", "ann@example.org", "Ann Lee")]
    [InlineData("Ann Lee <ann at example.org>", "ann@example.org", "Ann Lee")]
    [InlineData("=?iso-8859-1?Q?J=F8rn_=C5s?= <jorn@example.org>", "jorn@example.org", "Jørn Ås")]
    [InlineData("'Ann Lee' via Keepers <keepers@lists.example.org>", "ann lee", "Ann Lee")]
    [InlineData("ann...@example.org (Ann Lee)", "ann lee", "Ann Lee")]
    [InlineData("ann@example.org", "ann@example.org", null)]
    [InlineData("\"ann@example.org\" <ann@example.org>", "ann@example.org", null)]
    public void Whoever_wrote_is_known_by_address_however_it_is_written(string from, string key, string? name)
    {
        var entries = Mails($"From: {from}");
        Assert.Equal(new PersonEntry(key, name, key.Contains('@') ? key : null), Assert.Single(entries.OfType<PersonEntry>()));
        Assert.Equal(key, Assert.Single(entries.OfType<MessageEntry>()).Author);
    }

    [Theory]
    [InlineData("Re: Re: [keepers] Re: Lamps", "Lamps")]
    [InlineData("AW: Fwd: SV: Lamps", "Lamps")]
    [InlineData("Re[2]: Lamps", "Lamps")]
    [InlineData("[PATCH v2 1/3] lamps: trim", "[PATCH v2 1/3] lamps: trim")]
    [InlineData("Reed beds", "Reed beds")]
    [InlineData("Re:", "(no subject)")]
    public void The_title_is_the_subject_without_what_is_put_before_it(string subject, string title) =>
        Assert.Equal(title, Mails("From: ann@example.org", $"Subject: {subject}", "List-Id: <keepers.lists.example.org>").OfType<ConversationEntry>().Last().Title);

    [Fact]
    public void A_fuller_name_is_told_when_it_comes() =>
        Assert.Equal([null, "Ann", "Ann Lee"], Samples.Read(Mbox, "a.mbox", Samples.Utf8(
            [.. Mail("From: ann@example.org", "Message-ID: <1@x>"), .. Mail("From: Ann <ann@example.org>", "Message-ID: <2@x>"), .. Mail("From: Ann Lee <ann@example.org>", "Message-ID: <3@x>"), .. Mail("From: ann <ann@example.org>", "Message-ID: <4@x>")]))
            .OfType<PersonEntry>().Select(person => person.Name));

    [Fact]
    public void A_thread_is_one_whatever_the_order_and_whatever_is_missing()
    {
        string[][] mails =
        [
            Mail("From: a@x.org", "Message-ID: <1@x>"),
            Mail("From: b@x.org", "Message-ID: <2@x>", "In-Reply-To: <1@x>"),
            Mail("From: c@x.org", "Message-ID: <3@x>", "In-Reply-To: <2@x>"),
            Mail("From: d@x.org", "Message-ID: <4@x>", "References: <2@x> <3@x>"),
            Mail("From: e@x.org", "Message-ID: <5@x>", "References: <0@x> <missing@x>"),
            Mail("From: f@x.org", "Message-ID: <6@x>", "References: <0@x> <missing@x> <5@x>", "In-Reply-To: <5@x>"),
        ];
        var forwards = Threads([.. mails.SelectMany(mail => mail)]);
        Assert.Equal(["1@x 1@x ", "1@x 2@x 1@x", "1@x 3@x 2@x", "1@x 4@x 3@x", "0@x 5@x missing@x", "0@x 6@x 5@x"], forwards);
        Assert.Equal(forwards.Order(), Threads([.. mails.Reverse().SelectMany(mail => mail)]).Order());
        // The longer archive names what the shorter one had the same way.
        Assert.Equal(forwards[..3], Threads([.. mails[..3].SelectMany(mail => mail)]));
    }

    [Fact]
    public void Mails_that_answer_each_other_in_a_circle_do_no_harm() =>
        Assert.Equal(2, Threads([.. Mail("From: a@x.org", "Message-ID: <1@x>", "In-Reply-To: <2@x>"), .. Mail("From: b@x.org", "Message-ID: <2@x>", "In-Reply-To: <1@x>")]).Count);

    [Theory]
    [InlineData("Date: Mon, 4 Mar 2024 09:00:02 +0100", "2024-03-04 08:00:02")]
    [InlineData("Date: 4 Mar 24 09:00:02 GMT", "2024-03-04 09:00:02")]
    [InlineData("Date: Thu, 1 Jan 1970 00:00:00 +0000", "2024-03-04 12:00:00")]
    [InlineData("Date: Mon, 4 Mar 2044 09:00:02 +0100", "2024-03-04 12:00:00")]
    [InlineData("Date: Mon, 4 Mar 1998 09:00:02 +0100", "2024-03-04 12:00:00")]
    [InlineData("Date: yesterday", "2024-03-04 12:00:00")]
    [InlineData("X-Date: none", "2024-03-04 12:00:00")]
    public void An_absurd_date_gives_way_to_the_time_of_arrival(string date, string time) =>
        Assert.Equal(time, DateTimeOffset.FromUnixTimeMilliseconds(Assert.Single(Samples.Read(Mbox, "a.mbox", Samples.Utf8(
            "From ann@example.org Mon Mar  4 12:00:00 2024", "From: ann@example.org", date, "Message-ID: <1@x>", "", "Hello")).OfType<MessageEntry>()).At).ToString("yyyy-MM-dd HH:mm:ss"));

    // Each mail: its id, its time or none, and what it answers. A mailbox may be out of order, and in a Maildir nothing is before or after.
    [Theory]
    [InlineData("a.mbox", "1 09:00, 2 - 1", "1 09:00, 2 09:00", "that of the mail that it answers was taken.")]
    [InlineData("a.mbox", "1 09:00, 3 17:00, 2 - 1", "1 09:00, 3 17:00, 2 09:00", "that of the mail that it answers was taken.")]
    [InlineData("a.mbox", "3 17:00, 2 - 1, 1 09:00", "3 17:00, 2 09:00, 1 09:00", "that of the mail that it answers was taken.")]
    [InlineData("a.mbox", "1 09:00, 2 - 9, 3 17:00", "1 09:00, 2 09:00, 3 17:00", "that of the mail before it was taken.")]
    [InlineData("a.mbox", "2 -, 1 09:00, 3 17:00", "2 09:00, 1 09:00, 3 17:00", "that of the mail after it was taken.")]
    [InlineData("new", "1 09:00, 2 - 1", "1 09:00, 2 09:00", "that of the mail that it answers was taken.")]
    [InlineData("new", "2 - 1, 1 09:00", "2 09:00, 1 09:00", "that of the mail that it answers was taken.")]
    [InlineData("new", "1 09:00, 2 - 9, 3 17:00", "1 09:00, 3 17:00", "nor has one that it answers; it was left out.")]
    [InlineData("a.mbox", "2 -", "", "nor has one that it answers; it was left out.")]
    public void A_mail_without_any_date_takes_that_of_the_one_it_answers_or_else_of_a_neighbour(string place, string mails, string times, string reason)
    {
        var texts = mails.Split(", ").Select(mail => mail.Split(' ')).Select(mail => Encoding.UTF8.GetBytes(string.Join('\n',
            [.. place == "new" ? [] : (string[])["From -"], "From: ann@example.org", $"Date: Mon, {(mail[1] == "-" ? "32 Mar 2024 25:61" : $"4 Mar 2024 {mail[1]}")}:00 +0000", $"Message-ID: <{mail[0]}@x>",
                .. mail.Length > 2 ? (string[])[$"In-Reply-To: <{mail[2]}@x>"] : [], "", "Hello", "", ""]))).ToList();
        using var scratch = new Scratch(place == "new" ? [.. texts.Select((text, number) => ($"new/{number}.eml", text))] : [(place, texts.SelectMany(text => text).ToArray())]);
        var entries = Mbox.Read(scratch.Archive, new ImportOptions()).ToList();
        Assert.Equal(times, string.Join(", ", entries.OfType<MessageEntry>().Select(mail => $"{mail.Key[0]} {DateTimeOffset.FromUnixTimeMilliseconds(mail.At):HH:mm}")));
        Assert.EndsWith(reason, Assert.Single(entries.OfType<ImportIssue>()).Reason);
    }

    // What is read first, to know threads and times, knows when a mail arrived, too.
    [Theory]
    [InlineData("Date: never")]
    [InlineData("Date: Fri, 1 Jan 1999 00:00:00 +0000")]
    public void A_mail_without_any_date_stands_behind_one_that_says_only_when_it_arrived(string date)
    {
        using var scratch = new Scratch(
            ("new/1.eml", Samples.Utf8("Received: from a by b; Mon, 4 Mar 2024 09:00:00 +0000", "From: ann@example.org", date, "Message-ID: <1@x>", "", "Which lamp?")),
            ("new/2.eml", Samples.Utf8("From: bo@example.org", "Message-ID: <2@x>", "In-Reply-To: <1@x>", "", "The paraffin one.")));
        Assert.Equal(["1@x 2024-03-04 09:00:00.000", "2@x 2024-03-04 09:00:00.001"], Mbox.Read(scratch.Archive, new ImportOptions()).OfType<MessageEntry>()
            .Select(mail => $"{mail.Key} {DateTimeOffset.FromUnixTimeMilliseconds(mail.At):yyyy-MM-dd HH:mm:ss.fff}"));
    }

    // A mail comes from the list and in person, and twice where two archives are put together; some programs give all mails one id.
    [Fact]
    public void Of_two_mails_of_one_id_the_first_stays_with_its_thread_and_another_one_stands_for_itself()
    {
        string[] Dated(string id, string time, string body, params string[] headers) => ["From -", "From: ann@example.org", $"Date: Mon, 4 Mar 2024 {time}:00 +0000", $"Message-ID: <{id}@x>", .. headers, "", body, ""];
        var entries = Samples.Read(Mbox, "a.mbox", Samples.Utf8(
        [
            .. Dated("1", "09:00", "Which lamp?", "Subject: Lamps"), .. Dated("2", "10:00", "The brass one.", "In-Reply-To: <1@x>"),
            .. Dated("8", "11:00", "Who sails?", "Subject: Boats"),
            .. Dated("1", "09:00", "Which lamp?\n--\nThe list's foot", "Subject: [Lights] Lamps", "References: <8@x>"),
            .. Dated("1", "12:00", "I sail.", "Subject: Re: Boats", "References: <8@x>"), .. Dated("1", "12:00", "I sail.", "Subject: Re: Boats", "References: <8@x>"),
            .. Dated("2", "13:00", "A tug.", "Subject: Tugs"),
        ]));
        Assert.Equal(["1@x 1@x: Which lamp?", "1@x 2@x: The brass one.", "8@x 8@x: Who sails?", "8@x other: I sail.", "other other: A tug."],
            entries.OfType<MessageEntry>().Select(mail => $"{Known(mail.Conversation)} {Known(mail.Key)}: {mail.Body}"));
        Assert.Equal([(36, true), (54, true)], entries.OfType<ImportIssue>().Select(issue => ((int)issue.Line, issue.IsNote)));
        Assert.Equal(5, entries.OfType<MessageEntry>().DistinctBy(mail => mail.Key).Count());

        static string Known(string key) => key.EndsWith("@no-message-id", StringComparison.Ordinal) ? "other" : key;
    }

    // Each mail: what its Date says, when it arrived, its subject, its words. All have one id.
    [Theory]
    [InlineData("in one second, another subject", "9 9 Lamps Hello | 9 9 Tugs Hello", "9 Lamps Hello, 9 Tugs Hello", 1)]
    [InlineData("in one second, other words", "9 9 Lamps Hello-Ann | 9 9 Lamps Hello-Bo", "9 Lamps Hello-Ann, 9 Lamps Hello-Bo", 1)]
    [InlineData("another one, by the list too", "9 9 Lamps Hello | 9 9 Tugs Hello | 9 10 [Sea]-Tugs Hello", "9 Lamps Hello, 9 Tugs Hello", 1)]
    [InlineData("without a date, other words", "- - Lamps Hello-Ann | - - Lamps Hello-Bo", "8 Lamps Hello-Ann, 8 Lamps Hello-Bo", 3)]
    [InlineData("without a date, come by two ways", "- 9 Lamps Hello | - 10 [Sea]-Lamps Hello", "9 Lamps Hello", 0)]
    [InlineData("without a date, and a copy with it", "- - Lamps Hello | 9 - Lamps Hello", "9 Lamps Hello", 1)]
    public void Of_mails_of_one_id_those_are_the_same_that_say_the_same(string what, string mails, string kept, int notes)
    {
        string[] Given(string[] mail) =>
        [
            "From -", "From: ann@example.org", .. mail[0] == "-" ? [] : (string[])[$"Date: Mon, 4 Mar 2024 {mail[0]}:00:00 +0000"], .. mail[1] == "-" ? [] : (string[])[$"Received: from a by b; Mon, 4 Mar 2024 {mail[1]}:00:00 +0000"],
            "Message-ID: <1@x>", $"Subject: {mail[2].Replace("]-", "] ")}", "", mail[3], "",
        ];
        string[] before = ["From -", "From: bo@example.org", "Date: Mon, 4 Mar 2024 08:00:00 +0000", "Message-ID: <0@x>", "", "Good morning.", ""];
        var entries = Samples.Read(Mbox, "a.mbox", Samples.Utf8([.. before, .. mails.Split(" | ").SelectMany(mail => Given(mail.Split(' ')))]));
        var titles = entries.OfType<ConversationEntry>().ToDictionary(thread => thread.Key, thread => thread.Title);
        var messages = entries.OfType<MessageEntry>().Where(mail => mail.Author != "bo@example.org").ToList();
        Assert.True(kept == string.Join(", ", messages.Select(mail => $"{DateTimeOffset.FromUnixTimeMilliseconds(mail.At).Hour} {titles[mail.Conversation]} {mail.Body}")), what);
        Assert.Equal((messages.Count, notes), (messages.DistinctBy(mail => mail.Key).Count(), entries.OfType<ImportIssue>().Count(issue => issue.IsNote)));
    }

    // In a Maildir nothing is before or after.
    [Theory]
    [InlineData("Date: Mon, 4 Mar 2024 09:00:00 +0000", 1)]
    [InlineData("References: <9@x>", 2)]
    public void Of_a_mail_that_was_left_out_for_its_date_a_copy_may_still_come(string more, int issues)
    {
        string[] bare = ["From: ann@example.org", "Message-ID: <1@x>", "X-Copy: yes"], words = ["", "Which lamp?"];
        using var scratch = new Scratch(
            ("new/1.eml", Samples.Utf8([.. bare, .. words])), ("new/2.eml", Samples.Utf8([.. bare, more, .. words])),
            ("new/3.eml", Samples.Utf8("From: bo@example.org", "Date: Mon, 4 Mar 2024 09:00:00 +0000", "Message-ID: <9@x>", "", "Lamps")));
        var entries = Mbox.Read(scratch.Archive, new ImportOptions()).ToList();
        Assert.Equal("Which lamp?", Assert.Single(entries.OfType<MessageEntry>(), mail => mail.Key == "1@x").Body);
        Assert.Equal(issues, entries.OfType<ImportIssue>().Count());
    }

    [Fact]
    public void A_sentence_that_begins_with_From_is_not_a_mail()
    {
        var mail = Mail("From: ann@example.org", "Message-ID: <1@x>");
        var entries = Samples.Read(Mbox, "a.mbox", Samples.Utf8([.. mail, "From Russia with love", "Year: 1963", "", "From here it is far.", "", ">From there too.", ">>From nowhere.", "", .. Mail("From: bo@example.org", "Message-ID: <2@x>")]));
        Assert.Equal(["Hello\n\nFrom Russia with love\nYear: 1963\n\nFrom here it is far.\n\nFrom there too.\n>From nowhere.", "Hello"], entries.OfType<MessageEntry>().Select(message => message.Body));
    }

    [Fact]
    public void A_mail_to_a_multitude_names_five_hundred_of_them()
    {
        var many = string.Join(",\n ", Enumerable.Range(0, 20_000).Select(i => $"p{i}@example.org"));
        Assert.Equal(500, Assert.Single(Mails("From: ann@example.org", $"To: {many}").OfType<MessageEntry>()).Addressed.Count);
    }

    // Each of these took minutes with patterns that try every place of a line against every other.
    [Fact]
    public void Lines_made_to_keep_a_parser_busy_do_not()
    {
        var days = string.Concat(Enumerable.Repeat("Mon Jan 1 ", 90_000));
        var long_ = new string('a', 900_000);
        var spaces = new string(' ', 900_000);
        var entries = Samples.Read(Mbox, "a.mbox", Samples.Utf8([
            .. Mail("From: ann@example.org", "Message-ID: <1@x>", $"X-BeenThere: {long_}", $"List-Post: {long_}", $"List-Id: {long_}", $"Subject: {string.Concat(Enumerable.Repeat("Re: [a] ", 100_000))}"),
            $"From {days}", "", .. Mail($"From: {long_}", $"To: {spaces}at", $"Cc: a{spaces}b <c", "Message-ID: <2@x>"),
            .. Mail("From: bo@example.org", $"To: {string.Concat(Enumerable.Repeat("<", 100_000))}@x", $"References: {string.Concat(Enumerable.Repeat("<a@b> ", 100_000))}", "Message-ID: <3@x>")]));
        Assert.Equal(["1@x", "3@x"], entries.OfType<MessageEntry>().Select(message => message.Key));
        Fuzz.AllWhole(entries);
    }

    [Fact]
    public void An_attachment_of_a_hundred_megabytes_is_passed_over()
    {
        using var scratch = new Scratch();
        scratch.Write("a.mbox", stream =>
        {
            stream.Write(Samples.Utf8("From ann@example.org Mon Mar  4 12:00:00 2024", "From: ann@example.org", "Message-ID: <1@x>", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "", "The words", "--b", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "", ""));
            var line = Samples.Utf8(new string('A', 76), "");
            for (var i = 0; i < 1_300_000; i++)
            {
                stream.Write(line);
            }
            stream.Write(Samples.Utf8(["--b--", "", .. Mail("From: bo@example.org", "Message-ID: <2@x>")]));
        });
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["The words", "Hello"], Mbox.Read(scratch.Archive, new ImportOptions()).OfType<MessageEntry>().Select(message => message.Body));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void Of_a_file_that_breaks_off_the_last_mail_is_left_out()
    {
        var mails = Enumerable.Range(0, 2000).SelectMany(i => Mail($"From: p{i * 7919 % 1009}@example.org", $"Message-ID: <{i * 104729 % 99991}@x>"));
        var packed = Scratch.Gzip(Samples.Utf8([.. mails]));
        var entries = Samples.Read(Mbox, "a.mbox.gz", packed[..(packed.Length / 2)]);
        Assert.InRange(entries.OfType<MessageEntry>().Count(), 500, 1500);
        Assert.All(entries.OfType<MessageEntry>(), message => Assert.Equal("Hello", message.Body));
        Assert.StartsWith("The file can't be read on from here", Assert.Single(entries.OfType<ImportIssue>()).Reason);
    }

    [Theory]
    [InlineData("Dear Ada,\n\nFrom Monday on I have the scaffold.\n")]
    [InlineData("From,To,Date\nada,bo,2024-03-04\n")]
    [InlineData("Title: A page\nAuthor: Ada\nDate: 2024-03-04\n\nWords\n")]
    [InlineData("From Monday on\nTo: be continued\n")]
    [InlineData("")]
    public void What_is_no_mail_is_not_taken_for_it(string text) => Assert.False(Samples.Recognises(Mbox, ("inbox.mbox", Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Mail_is_recognised_under_any_name()
    {
        Assert.True(Samples.Recognises(Mbox, ("holiday.jpg", Samples.Bytes("mbox/harbour.mbox"))));
        Assert.True(Samples.Recognises(Mbox, ("letter", Samples.Bytes("mbox/maildir/new/1709643600.M1P2.harbour"))));
    }

    [Fact]
    public void Damaged_mail_never_stops_the_import()
    {
        Fuzz.Survives(Mbox, "harbour.mbox", Samples.Bytes("mbox/harbour.mbox"));
        Fuzz.Survives(Mbox, "2024-March.txt", Samples.Bytes("mbox/keepers/2024-March.txt"));
        Fuzz.Survives(Mbox, "letter", Samples.Bytes("mbox/maildir/new/1709643600.M1P2.harbour"));
    }

    private static string[] Mail(params string[] headers) => ["From ann@example.org Mon Mar  4 12:00:00 2024", .. headers, "Date: Mon, 4 Mar 2024 09:00:00 +0000", "", "Hello", ""];

    private static List<Entry> Mails(params string[] headers) => Samples.Read(Mbox, "a.mbox", Samples.Utf8(Mail(headers)));

    private static List<string> Threads(string[] lines) =>
        [.. Samples.Read(Mbox, "a.mbox", Samples.Utf8(lines)).OfType<MessageEntry>().Select(message => $"{message.Conversation} {message.Key} {message.ReplyTo}")];
}
