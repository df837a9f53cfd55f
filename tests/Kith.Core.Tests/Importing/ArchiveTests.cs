using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Kith.Importing;

namespace Kith.Tests.Importing;

public sealed class ArchiveTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-archive-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_folder_a_zip_and_every_kind_of_tar_show_the_same_files()
    {
        Directory.CreateDirectory(At("plain/deep"));
        File.WriteAllText(At("plain/a.txt"), "kelp");
        File.WriteAllText(At("plain/deep/b.txt"), "sand");
        ZipFile.CreateFromDirectory(At("plain"), At("packed.zip"));
        string[] archives = ["plain", "packed.zip", .. Enum.GetValues<TarEntryFormat>().Where(format => format != TarEntryFormat.Unknown).SelectMany(Tars)];

        foreach (var name in archives)
        {
            using var archive = Archive.Open(At(name));
            Assert.Equal(["a.txt=kelp", "deep/b.txt=sand"], archive.Files.Select(file => $"{file.Path}={Text(file)}"));
            Assert.Empty(archive.Issues);
        }
    }

    // A community that unpacked an export to look at it, and packed it again.
    [Fact]
    public void What_a_Mac_packs_beside_the_files_is_no_part_of_the_archive()
    {
        Zip("again.zip", ("general/2024-01-01.json", "[]"), ("general/.DS_Store", "x"), ("__MACOSX/general/._2024-01-01.json", "x"), ("general/._2024-01-01.json", "x"));

        using var archive = Archive.Open(At("again.zip"));

        Assert.Equal(["general/2024-01-01.json"], archive.Files.Select(file => file.Path));
        Assert.Empty(archive.Issues);
    }

    [Fact]
    public void A_single_file_is_unpacked_by_what_it_is_not_by_its_name()
    {
        File.WriteAllBytes(At("log.txt.gz"), Gzip("kelp"));
        File.WriteAllBytes(At("log.txt"), Gzip("sand"));

        using var first = Archive.Open(At("log.txt.gz"));
        using var second = Archive.Open(At("log.txt"));

        Assert.Equal(("log.txt", "kelp"), (first.Files.Single().Path, Text(first.Files.Single())));
        Assert.Equal(("log.txt", "sand"), (second.Files.Single().Path, Text(second.Files.Single())));
    }

    [Theory]
    [InlineData("../out.json")]
    [InlineData("in/../../out.json")]
    [InlineData("/etc/out.json")]
    [InlineData("C:\\out.json")]
    [InlineData("..\\out.json")]
    public void A_path_that_leads_out_is_refused_and_the_rest_is_read(string path)
    {
        Zip("climbing.zip", (path, "x"), ("inside.json", "[]"));
        using (var tar = new TarWriter(File.Create(At("climbing.tar"))))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path.Replace('\\', '/')) { DataStream = new MemoryStream("x"u8.ToArray()) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "inside.json") { DataStream = new MemoryStream("[]"u8.ToArray()) });
        }

        foreach (var name in (string[])["climbing.zip", "climbing.tar"])
        {
            using var archive = Archive.Open(At(name));
            Assert.Equal("inside.json", Assert.Single(archive.Files).Path);
            Assert.Contains("leads out of the archive", Assert.Single(archive.Issues).Reason);
        }
    }

    [Fact]
    public void Links_and_devices_in_a_tar_are_passed_over()
    {
        using (var tar = new TarWriter(File.Create(At("links.tar"))))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "passwd") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "shadow") { LinkName = "/etc/shadow" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.CharacterDevice, "zero") { DeviceMajor = 1, DeviceMinor = 5 });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a.txt") { DataStream = new MemoryStream("kelp"u8.ToArray()) });
        }

        using var archive = Archive.Open(At("links.tar"));

        Assert.Equal("a.txt", Assert.Single(archive.Files).Path);
    }

    [Fact]
    public void What_swells_beyond_reason_is_refused()
    {
        var zeros = new byte[40 << 20];
        using (var zip = ZipFile.Open(At("bomb.zip"), ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("bomb.json", CompressionLevel.SmallestSize).Open();
            entry.Write(zeros);
        }
        File.WriteAllBytes(At("bomb.json.gz"), Gzip(zeros));

        using var zipped = Archive.Open(At("bomb.zip"));
        using var gzipped = Archive.Open(At("bomb.json.gz"));

        Assert.Empty(zipped.Files);
        Assert.Contains("Of bomb.json in it: Refused", Assert.Throws<InvalidInputException>(() => Formats.For(zipped)).Message);
        Assert.Contains("Refused: it unpacks from", Assert.Single(zipped.Issues).Reason);
        Assert.Throws<InvalidDataException>(() => Text(gzipped.Files.Single()));
    }

    [Fact]
    public void A_zip_that_lies_about_its_sizes_is_stopped_where_the_lie_ends()
    {
        Zip("liar.zip", ("a.json", new string('x', 100_000)));
        var bytes = File.ReadAllBytes(At("liar.zip"));
        foreach (var at in Enumerable.Range(0, bytes.Length - 3).Where(i => BitConverter.ToInt32(bytes, i) == 100_000).ToList())
        {
            BitConverter.GetBytes(10).CopyTo(bytes, at);
        }
        File.WriteAllBytes(At("liar.zip"), bytes);

        using var archive = Archive.Open(At("liar.zip"));

        Assert.True(archive.Files.Single().Head(1000).Length <= 1000);
        Assert.True(archive.Files.Single().Tail(1000).Length <= 1000);
    }

    [Fact]
    public void A_tar_that_breaks_off_gives_what_came_before()
    {
        foreach (var tar in Tars(TarEntryFormat.Pax, new string('k', 50_000)))
        {
            var bytes = File.ReadAllBytes(At(tar));
            File.WriteAllBytes(At(tar), bytes[..(bytes.Length * 2 / 3)]);

            using var archive = Archive.Open(At(tar));

            Assert.StartsWith("a.txt", archive.Files.First().Path);
            Assert.Contains("breaks off", Assert.Single(archive.Issues).Reason);
        }
    }

    [Theory]
    [InlineData("a.tar.xz", new byte[] { 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0 }, "packed with xz")]
    [InlineData("a.7z", new byte[] { 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c }, "packed with 7-Zip")]
    [InlineData("a.bz2", new byte[] { 0x42, 0x5a, 0x68, 0x39, 0x31, 0x41 }, "packed with bzip2")]
    [InlineData("a.rar", new byte[] { 0x52, 0x61, 0x72, 0x21, 0x1a, 7 }, "packed with RAR")]
    [InlineData("a.zst", new byte[] { 0x28, 0xb5, 0x2f, 0xfd, 0, 0 }, "packed with zstd")]
    [InlineData("a.zip", new byte[] { 0x50, 0x4b, 3, 4, 1, 2, 3, 4 }, "can't be read: its end is missing or damaged.")]
    public void What_can_t_be_unpacked_is_said_in_one_sentence(string name, byte[] bytes, string expected)
    {
        File.WriteAllBytes(At(name), bytes);

        var refusal = Assert.Throws<InvalidInputException>(() => Archive.Open(At(name)));

        Assert.Contains(expected, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Nothing_there_and_nothing_in_it_are_different_things()
    {
        File.WriteAllText(At("empty.json"), "");
        Zip("empty.zip");

        Assert.Contains("no file or folder", Assert.Throws<InvalidInputException>(() => Archive.Open(At("missing"))).Message);
        foreach (var (name, said) in ((string, string)[])[("", "of no format that Kith knows"), ("empty.json", "holds nothing"), ("empty.zip", "holds nothing")])
        {
            using var archive = Archive.Open(At(name));
            Assert.Contains(said, Assert.Throws<InvalidInputException>(() => Formats.For(archive)).Message);
        }
    }

    [Fact]
    public void Of_a_folder_with_files_of_several_formats_it_is_said_what_was_passed_over()
    {
        File.WriteAllText(At("a.log"), "[2024-03-04 10:00] <ada> hello\n");
        File.WriteAllText(At("b.csv"), "from,to,at\nada,bo,2024-03-04\n");
        File.WriteAllText(At("notes.txt"), "Nothing of an archive.\n");

        using var archive = Archive.Open(folder.FullName);
        Assert.Equal("irc", Formats.For(archive).Format);
        Assert.Equal(("b.csv", "Passed over, as all that is csv here, for what is irc was read; import it by itself, or with --format csv."), Assert.Single(archive.Issues.Select(issue => (issue.File, issue.Reason))));

        using var again = Archive.Open(folder.FullName);
        Assert.Equal("csv", Formats.For(again, "csv").Format);
        Assert.Empty(again.Issues);
    }

    [Fact]
    public void An_archive_within_an_archive_is_named()
    {
        Zip("inner.zip", ("a.json", "[]"));
        using (var zip = ZipFile.Open(At("outer.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(At("inner.zip"), "export/inner.zip");
        }
        using var archive = Archive.Open(At("outer.zip"));
        Assert.EndsWith("holds another archive, export/inner.zip.", Assert.Throws<InvalidInputException>(() => Formats.For(archive)).Message);
    }

    [Fact]
    public void Archives_with_any_byte_changed_are_read_or_refused()
    {
        var random = new Random(11);
        string[] names = ["small.zip", .. Tars(TarEntryFormat.Gnu), .. Tars(TarEntryFormat.V7)];
        Zip("small.zip", ("a.json", "[1,2,3]"), ("b/c.json", new string('x', 3000)));
        foreach (var name in names)
        {
            var original = File.ReadAllBytes(At(name));
            for (var i = 0; i < 150; i++)
            {
                File.WriteAllBytes(At("mutant"), Mutation.Of(original, random));
                ReadOrRefused();
            }
        }
    }

    private void ReadOrRefused()
    {
        try
        {
            using var archive = Archive.Open(At("mutant"));
            foreach (var file in archive.Files)
            {
                file.Head();
                file.Tail(100);
            }
        }
        catch (InvalidInputException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private static string Text(ArchiveFile file)
    {
        using var reader = new StreamReader(file.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    private void Zip(string name, params (string Path, string Text)[] files)
    {
        using var zip = ZipFile.Open(At(name), ZipArchiveMode.Create);
        foreach (var (path, text) in files)
        {
            using var entry = new StreamWriter(zip.CreateEntry(path).Open());
            entry.Write(text);
        }
    }

    private string[] Tars(TarEntryFormat format) => Tars(format, "sand");

    private string[] Tars(TarEntryFormat format, string second)
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, format, leaveOpen: true))
        {
            foreach (var (path, text) in (ReadOnlySpan<(string, string)>)[("a.txt", "kelp"), ("deep/b.txt", second)])
            {
                tar.WriteEntry(Entry(format, path, new MemoryStream(Encoding.UTF8.GetBytes(text))));
            }
        }
        File.WriteAllBytes(At($"{format}.tar"), bytes.ToArray());
        File.WriteAllBytes(At($"{format}.tgz"), Gzip(bytes.ToArray()));
        return [$"{format}.tar", $"{format}.tgz"];
    }

    private static TarEntry Entry(TarEntryFormat format, string path, Stream data) => format switch
    {
        TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, path) { DataStream = data },
        TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = data },
        TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, path) { DataStream = data },
        _ => new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data },
    };
}
