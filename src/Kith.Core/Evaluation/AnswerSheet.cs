using System.Globalization;
using Kith.Network.Export;

namespace Kith.Evaluation;

/// <summary>
/// Every single answer behind a table, as CSV (RFC 4180), so that whoever doubts a figure can compute it again without Kith.
/// Columns: docs/accuracy.md, "The answers themselves"; a program that does it: bench/accuracy/recompute.py.
/// </summary>
public sealed class AnswerSheet
{
    private readonly TextWriter to;

    /// <summary>Writes the header; the caller closes the writer.</summary>
    public AnswerSheet(TextWriter to)
    {
        this.to = to;
        to.Write("data,capability,measure,method,fold,item,answer,truth,count\r\n");
    }

    /// <summary>What the next answers are about, where one sheet takes down several sets of data; empty if it is one.</summary>
    public string Data { get; set; } = "";

    /// <summary>One answer.</summary>
    /// <param name="capability">Name of the table.</param>
    /// <param name="measure">What is asked of an item; it says how answer and truth are to be read.</param>
    /// <param name="method">Who answers, as in the table.</param>
    /// <param name="fold">The cut, the log, the meeting or the seed.</param>
    /// <param name="item">What is asked about.</param>
    /// <param name="answer">A score, a place, a label; empty if there is none.</param>
    /// <param name="truth">What turned out, was marked by hand, or was planted.</param>
    /// <param name="count">How many items are alike in all of this.</param>
    public void Add(string capability, string measure, string method, string fold, string item, string answer, string truth, long count = 1) =>
        to.Write($"{CsvField.Of(Data)},{capability},{measure},{CsvField.Of(method)},{CsvField.Of(fold)},{CsvField.Of(item)},{CsvField.Of(answer)},{CsvField.Of(truth)},{count.ToString(CultureInfo.InvariantCulture)}\r\n");

    /// <summary>One answer in numbers.</summary>
    public void Add(string capability, string measure, string method, string fold, string item, double answer, double truth, long count = 1) =>
        Add(capability, measure, method, fold, item, Number(answer), Number(truth), count);

    /// <summary>A number, so that reading it gives the same one.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
