using System.Text.Json;
using Kith.Accounts;
using Kith.Server.Shared;
using Kith.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Kith.Server.Accounts;

/// <summary>Passkeys: what the island of the sign-in and account pages asks for.</summary>
internal static class PasskeyEndpoints
{
    private const int LongestName = 60;

    /// <summary>What a browser made, with the name that its owner gave it.</summary>
    public sealed record NewPasskey(JsonElement Credential, string? Name);

    /// <summary>What a browser signed.</summary>
    public sealed record SignedByPasskey(JsonElement Credential);

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/passkeys").WithTags("Accounts");
        api.MapPost("/request", Request).For(Role.Anyone).Knocking().WithSummary("What a browser needs to sign in with a passkey");
        api.MapPost("/sign-in", SignIn).For(Role.Anyone).Knocking().WithSummary("Signs in with what the browser signed");
        api.MapPost("/creation", Creation).ForAccounts().WithSummary("What a browser needs to make a passkey");
        api.MapPost("", Add).ForAccounts().WithSummary("Keeps the passkey that the browser made");
    }

    private static async Task<ContentHttpResult> Request(SignInManager<Credentials> signIn) =>
        TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    private static async Task<Results<NoContent, ProblemHttpResult>> SignIn(SignInManager<Credentials> signIn, UserManager<Credentials> users, Entrance entrance, SignedByPasskey sent)
    {
        var result = await Assert(signIn, Json(sent.Credential));
        if (result is not { Succeeded: true, User: { } user, Passkey: { } passkey } || await users.IsLockedOutAsync(user))
        {
            return Problems.Wrong(new("This passkey opens no account here.", "credential", "Sign in with mail address and password, and add it on your account page."));
        }
        await users.AddOrUpdatePasskeyAsync(user, passkey);
        await entrance.Begin(user.Id);
        return TypedResults.NoContent();
    }

    private static async Task<ContentHttpResult> Creation(SignInManager<Credentials> signIn, Me me) => TypedResults.Content(
        await signIn.MakePasskeyCreationOptionsAsync(new() { Id = me.Account!.Id.ToString(), Name = me.Account.Email ?? me.Account.Name, DisplayName = me.Account.Name }), "application/json");

    private static async Task<Results<NoContent, ProblemHttpResult>> Add(
        SignInManager<Credentials> signIn, UserManager<Credentials> users, CredentialStore store, HttpRequest request, Me me, NewPasskey sent)
    {
        var result = await Attest(signIn, Json(sent.Credential));
        if (result is not { Succeeded: true } || result.UserEntity.Id != me.Account!.Id.ToString() || store.Find(me.Account.Id) is not { } user)
        {
            return Problems.Wrong(new("The passkey could not be checked.", "credential", "Load the page again and add it once more."));
        }
        result.Passkey.Name = Typed.Cut(Typed.Visible(sent.Name), LongestName) is { Length: > 0 } name ? name : Device.Of(request.Headers.UserAgent);
        await users.AddOrUpdatePasskeyAsync(user, result.Passkey);
        return TypedResults.NoContent();
    }

    private static string Json(JsonElement credential) => credential.ValueKind == JsonValueKind.Object ? credential.GetRawText() : "{}";

    // Identity throws where it was not asked for before: to whoever sends it, that is wrong input like any other.
    private static async Task<PasskeyAttestationResult?> Attest(SignInManager<Credentials> signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<PasskeyAssertionResult<Credentials>?> Assert(SignInManager<Credentials> signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
