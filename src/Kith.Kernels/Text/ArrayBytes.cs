using System.Runtime.InteropServices;

namespace Kith.Kernels.Text;

/// <summary>Collects arrays of plain values in one array of bytes, each behind its length. Little-endian, as every machine we run on.</summary>
public sealed class ArrayWriter
{
    private byte[] bytes = new byte[4096];
    private int length;

    /// <summary>Appends one array.</summary>
    public void Write<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var raw = MemoryMarshal.AsBytes(values);
        int end = checked(length + sizeof(int) + raw.Length);
        if (end > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, bytes.Length * 2L)));
        }

        MemoryMarshal.Write(bytes.AsSpan(length), values.Length);
        raw.CopyTo(bytes.AsSpan(length + sizeof(int)));
        length = end;
    }

    /// <summary>All that was written.</summary>
    public byte[] ToArray() => bytes[..length];
}

/// <summary>Reads the arrays that an <see cref="ArrayWriter"/> wrote, in the same order.</summary>
public ref struct ArrayReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>The next array. Throws <see cref="InvalidDataException"/> when the bytes end too early.</summary>
    public unsafe T[] Read<T>() where T : unmanaged
    {
        int count = rest.Length < sizeof(int) ? -1 : MemoryMarshal.Read<int>(rest);
        if (count < 0 || (long)count * sizeof(T) > rest.Length - sizeof(int))
        {
            throw new InvalidDataException("The stored arrays end too early.");
        }

        T[] values = new T[count];
        MemoryMarshal.Cast<byte, T>(rest.Slice(sizeof(int), count * sizeof(T))).CopyTo(values);
        rest = rest[(sizeof(int) + count * sizeof(T))..];
        return values;
    }
}
