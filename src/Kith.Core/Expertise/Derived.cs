using Kith.Store;
using Kith.Ties;

namespace Kith.Expertise;

/// <summary>Brings all that is derived up to date with the facts.</summary>
public static class Derived
{
    /// <summary>Folds what is new into ties and indexes what was said, side by side. Returns the number of interactions derived.</summary>
    public static async Task<long> Refresh(Database database)
    {
        var index = Task.Run(() => new ExpertiseStore(database).Load());
        var interactions = new Fold(database).Run();
        await index;
        return interactions;
    }

    /// <summary>Throws everything derived away and makes it again. Returns the number of interactions derived.</summary>
    public static async Task<long> Rebuild(Database database)
    {
        var fold = new Fold(database);
        fold.Forget();
        return await Refresh(database);
    }
}
