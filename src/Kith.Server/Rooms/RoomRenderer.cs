using Kith.Gatherings;
using Kith.Rooms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Kith.Server.Rooms;

/// <summary>The pieces of a room as HTML, for the stream: by the components of which the page is made.</summary>
public sealed class RoomRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>An entry of the log.</summary>
    public Task<string> Entry(RoomScene scene, RoomEntry entry, bool backchannel = false) =>
        Render<EntryPart>(new() { [nameof(EntryPart.Scene)] = scene, [nameof(EntryPart.Entry)] = entry, [nameof(EntryPart.Backchannel)] = backchannel });

    /// <summary>A question.</summary>
    public Task<string> Question(RoomScene scene, Question question) =>
        Render<QuestionPart>(new() { [nameof(QuestionPart.Scene)] = scene, [nameof(QuestionPart.It)] = question });

    /// <summary>A question of the audience.</summary>
    public Task<string> Audience(RoomScene scene, AudienceQuestion question) =>
        Render<AudiencePart>(new() { [nameof(AudiencePart.Scene)] = scene, [nameof(AudiencePart.It)] = question });

    /// <summary>How far the gathering is.</summary>
    public Task<string> State(RoomScene scene) => Render<StatePart>(new() { [nameof(StatePart.Scene)] = scene });

    private async Task<string> Render<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
