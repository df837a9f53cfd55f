using Kith.Server.Shared;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kith.Server.Commands;

/// <summary>How tables look on the command line: no boxes, eighty columns, colour only on a terminal.</summary>
internal static class Tables
{
    public static Table New(string? title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        if (title is not null)
        {
            table.Title = new TableTitle(Markup.Escape(title), new Style(decoration: Decoration.Bold));
        }
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Dim))));
        }
        return table;
    }

    /// <summary>The same, with columns that are copied from it, such as addresses: they are not broken, others are.</summary>
    public static Table Whole(this Table table, params int[] columns)
    {
        foreach (var column in columns)
        {
            table.Columns[column].NoWrap = true;
        }
        return table;
    }

    public static Text Day(DateTimeOffset? at) => new(at is { } time ? time.ToString("yyyy-MM-dd") : "") { Overflow = Overflow.Ellipsis };

    public static Text Count(long number) => new Text(number.ToString("N0")).RightJustified();

    /// <summary>0 to 1 as a bar of eight and a number.</summary>
    public static IRenderable Bar(double value)
    {
        var full = (int)Math.Round(Math.Clamp(value, 0, 1) * 8);
        return new Markup($"[green]{new string('█', full)}[/][dim]{new string('·', 8 - full)}[/] {value:0.00}");
    }

    public static void Quote(string who, Evidence evidence)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(who)}[/] [dim]{evidence.At:yyyy-MM-dd}, {Markup.Escape(evidence.Conversation)}[/]");
        if (evidence.Text.Length > 0)
        {
            AnsiConsole.Write(new Padder(new Text(evidence.Text), new Padding(2, 0, 0, 0)));
        }
    }
}
