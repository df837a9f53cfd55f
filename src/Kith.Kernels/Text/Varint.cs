namespace Kith.Kernels.Text;

/// <summary>Seven bits a byte, low bits first; the high bit says that more follow.</summary>
internal static class Varint
{
    public static int Size(int value)
    {
        int size = 1;
        for (uint rest = (uint)value >> 7; rest != 0; rest >>= 7)
        {
            size++;
        }

        return size;
    }

    public static int Write(Span<byte> to, int value)
    {
        int n = 0;
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            to[n++] = (byte)(rest | 0x80);
        }

        to[n++] = (byte)rest;
        return n;
    }

    public static int Read(ReadOnlySpan<byte> from, ref int at)
    {
        int b = from[at++];
        if (b < 0x80)
        {
            return b;
        }

        int value = b & 0x7f;
        for (int shift = 7; ; shift += 7)
        {
            b = from[at++];
            value |= (b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}
