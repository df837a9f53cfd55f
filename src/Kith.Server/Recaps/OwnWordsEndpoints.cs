using System.Globalization;
using System.Text.Json;
using Kith.Accounts;
using Kith.Recaps;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Kith.Server.Recaps;

/// <summary>Something one said, in one's own download; see docs/json.md.</summary>
public sealed record OwnWordsAnswer(
    string Conversation, string Url, string Community, string Source, DateTimeOffset At, long? Question, string Markup, string Text, DateTimeOffset? Edited)
{
    internal static OwnWordsAnswer Of(SaidBy said) => new(
        said.Channel is null ? said.Title : $"{said.Channel} › {said.Title}", Address.Of(new Kith.Conversations.ConversationId(said.Conversation), said.Seq), said.Community, said.Source,
        Times.Of(said.At), said.Question, said.Markup.ToString().ToLowerInvariant(), said.Body, said.EditedAt is { } edited ? Times.Of(edited) : null);
}

/// <summary>All that somebody ever said here, as a file, for that person alone.</summary>
internal static class OwnWordsEndpoints
{
    public static void MapOwnWords(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("/me").For(Role.Guest).ExcludeFromDescription();
        routes.MapGet("words.json", (HttpContext http, Present present, Me me, IOptions<JsonOptions> json) => Send(http, present, me, "json", (words, to) => Json(words, to, json.Value.SerializerOptions)));
        routes.MapGet("words.md", (HttpContext http, Present present, Me me) => Send(http, present, me, "md", Markdown));
        routes.MapGet("words.txt", (HttpContext http, Present present, Me me) => Send(http, present, me, "txt", Plain));
    }

    private static async Task Send(HttpContext http, Present present, Me me, string ending, Func<IEnumerable<OwnWordsAnswer>, StreamWriter, Task> write)
    {
        if (me.Account is null)
        {
            throw new InvalidInputException("Kith does not know who you are: there are no accounts yet.", "account", "Set up accounts first; then your words are yours to take.");
        }
        http.Response.ContentType = ending switch { "json" => "application/json; charset=utf-8", "md" => "text/markdown; charset=utf-8", _ => "text/plain; charset=utf-8" };
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"my-words.{ending}\"";
        http.Response.Headers.CacheControl = "no-store";
        using var connection = present.Database.Connect();
        await using var to = new StreamWriter(http.Response.Body);
        await write(SaidBy.All(connection, me.Reader.Identities).Select(OwnWordsAnswer.Of), to);
    }

    private static async Task Json(IEnumerable<OwnWordsAnswer> words, StreamWriter to, JsonSerializerOptions options)
    {
        var before = "[\n";
        foreach (var said in words)
        {
            await to.WriteAsync(before);
            await to.WriteAsync(JsonSerializer.Serialize(said, options));
            before = ",\n";
        }
        await to.WriteAsync(before == "[\n" ? "[]\n" : "\n]\n");
    }

    private static async Task Markdown(IEnumerable<OwnWordsAnswer> words, StreamWriter to)
    {
        await to.WriteAsync("# My words\n");
        var where = "";
        foreach (var said in words)
        {
            if (said.Conversation != where)
            {
                await to.WriteAsync($"\n## {said.Conversation}\n\n{said.Community}, from {said.Source}\n");
                where = said.Conversation;
            }
            await to.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"\n**{said.At:yyyy-MM-dd HH:mm}**{(said.Question is { } number ? $" · Q{number}" : "")}\n\n"));
            await to.WriteAsync(string.Join('\n', said.Text.ReplaceLineEndings("\n").Split('\n').Select(line => "> " + line)) + "\n");
        }
    }

    private static async Task Plain(IEnumerable<OwnWordsAnswer> words, StreamWriter to)
    {
        foreach (var said in words)
        {
            await to.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{said.At:yyyy-MM-dd HH:mm:ss} {said.Conversation}\n"));
            await to.WriteAsync(string.Join('\n', said.Text.ReplaceLineEndings("\n").Split('\n').Select(line => "  " + line)) + "\n\n");
        }
    }
}
