using System.Runtime.Versioning;
using Kith.Store;

namespace Kith.Tests.Store;

public sealed class DataDirectoryTests
{
    [Fact, UnsupportedOSPlatform("windows")]
    public void A_data_directory_that_is_made_is_its_owners_alone_and_one_that_was_there_keeps_its_rights()
    {
        var (made, known) = (Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Directory.CreateTempSubdirectory().FullName);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, shared = owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        try
        {
            File.SetUnixFileMode(known, shared);
            foreach (var (directory, mode) in (ReadOnlySpan<(string, UnixFileMode)>)[(Path.Combine(made, "kith"), owner), (known, shared)])
            {
                Database.OpenDirectory(directory).Dispose();
                Assert.Equal(mode, File.GetUnixFileMode(directory));
            }
        }
        finally
        {
            Directory.Delete(made, recursive: true);
            Directory.Delete(known, recursive: true);
        }
    }
}
