namespace Kith.Store;

/// <summary>The two database engines Kith runs on.</summary>
public enum Engine
{
    /// <summary>One file in the data directory; the default.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, for several nodes.</summary>
    Postgres,
}
