using System.Reflection;
using Kith.Store;
using Xunit.Sdk;
using Xunit.v3;

namespace Kith.Tests;

/// <summary>Runs a theory once on each database engine.</summary>
public sealed class EachEngineAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Engine>().Select(engine => new TheoryDataRow(engine))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
