namespace Kith.Kernels.Graphs;

internal static class Sequence
{
    /// <summary>0, 1 … count − 1.</summary>
    public static int[] UpTo(int count)
    {
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = i;
        }

        return numbers;
    }
}
