namespace Kith.Kernels.Tests;

/// <summary>Compares a text with the one that somebody has read and approved, and shows the difference.</summary>
internal static class Approved
{
    /// <summary>Fails with the lines that differ; what was received stands beside the tests, to be copied over the approved file.</summary>
    public static void Equal(string name, string received)
    {
        var folder = AppContext.BaseDirectory;
        var approved = File.ReadAllText(Path.Combine(folder, $"{name}.approved.txt")).ReplaceLineEndings("\n");
        if (approved == received)
        {
            return;
        }

        var path = Path.Combine(folder, $"{name}.received.txt");
        File.WriteAllText(path, received);
        Assert.Fail($"{name} differs from what is approved. If that is meant, copy {path} over {name}.approved.txt.\n{Difference(approved, received)}");
    }

    /// <summary>Lines that only the one text has (−) and only the other (+).</summary>
    internal static string Difference(string approved, string received)
    {
        var (old, fresh) = (approved.Split('\n'), received.Split('\n'));
        return string.Join('\n', [.. old.Except(fresh).Select(line => $"- {line}"), .. fresh.Except(old).Select(line => $"+ {line}")]);
    }
}
