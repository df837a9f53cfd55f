using System.Runtime.InteropServices;

namespace Kith.Store;

/// <summary>Makes the name of a file as durable as what is in it: on Unix that is in its folder, which .NET can't write to the disk.</summary>
internal static class DurableName
{
    // What a file system says that knows no such thing: Linux and macOS.
    private const int NotThere = 22, NotThereEither = 45;

    /// <summary>The folder of a file that was made or renamed is on the disk when this returns.</summary>
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
        if (error is not (0 or NotThere or NotThereEither))
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
