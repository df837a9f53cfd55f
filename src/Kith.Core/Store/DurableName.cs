using System.Runtime.InteropServices;

namespace Kith.Store;

/// <summary>Makes the name of a file as durable as what is in it: on Unix that is in its folder, which .NET can't write to the disk.</summary>
internal static class DurableName
{
    // What file systems say that know no such thing: EINVAL, and ENOTSUP of macOS and of Linux.
    private static readonly int[] NotThere = [22, 45, 95];

    /// <summary>The folder of a file that was made or renamed is on the disk when this returns, as far as it can be opened and its file system knows of that.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Keep(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var folder = Open(Path.GetDirectoryName(Path.GetFullPath(file))!, 0);
        if (folder < 0)
        {
            // A folder in which one may write and not read.
            return;
        }
        var error = Sync(folder) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(folder);
        if (error != 0 && !NotThere.Contains(error))
        {
            throw new IOException($"Its folder can't be written to the disk: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
}
