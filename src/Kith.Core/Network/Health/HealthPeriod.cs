namespace Kith.Network.Health;

/// <summary>The network in one period of 30 days, as aggregates; relations count over the 90 days up to its end.</summary>
/// <param name="Until">Its last UTC day since 1970.</param>
/// <param name="Active">People who spoke in the 90 days.</param>
/// <param name="New">Of them, those who had never spoken before the period.</param>
/// <param name="Welcomed">Share of the newcomers of the period before to whom somebody turned within 30 days.</param>
/// <param name="Isolated">People who spoke, and with whom nobody was in contact both ways.</param>
/// <param name="Reciprocity">Share of pairs in contact of whom both turned to the other.</param>
/// <param name="Concentration">Share of all contact that comes from the most active tenth, if they are five at least; one tenth would be even.</param>
/// <param name="Groups">Groups of at least ten people who keep to each other more than to others.</param>
/// <param name="Between">Share of contact that goes from one group to another.</param>
/// <param name="Bridging">People at least a fifth of whose contact is with other groups than their own.</param>
/// <param name="Questions">How many questions were asked in the period.</param>
/// <param name="Answered">Share of them that somebody answered within a day.</param>
/// <param name="Minutes">Median minutes to the first answer, of those answered within a week, to two digits.</param>
public sealed record HealthPeriod(
    int Until, int? Active, int? New, Estimate Welcomed, int? Isolated, Estimate Reciprocity, Estimate Concentration, int? Groups, Estimate Between,
    int? Bridging, int? Questions, Estimate Answered, Estimate Minutes);

/// <summary>A group of at least ten people, without a name.</summary>
/// <param name="Letter">A, B, C …; A is the largest.</param>
/// <param name="People">How many, in steps of five.</param>
/// <param name="Outward">Share of its contact that is with other groups; null if that is of a few of them, or of all but a few.</param>
/// <param name="Nearest">Letter of the group it has most contact with, of those to which five people's contact leads; null if there is none.</param>
public sealed record HealthGroup(string Letter, int? People, double? Outward, string? Nearest);
