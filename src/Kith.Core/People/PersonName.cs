namespace Kith.People;

/// <summary>Names as people write them.</summary>
public static class PersonName
{
    /// <summary>The fullest of several names for one person: several words before one, no address if there is a name; the first among equals.</summary>
    public static string Best(IEnumerable<string> names) => names.OrderByDescending(Fullness).First();

    private static int Fullness(string name) =>
        name.Contains('@') ? 0 : name.Contains(' ') ? 3 : name.Any(char.IsUpper) ? 2 : 1;
}
