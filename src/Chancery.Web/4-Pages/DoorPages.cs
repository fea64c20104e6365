using System.Security.Claims;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Chancery.Web.Pages;

/// <param name="Name">What was typed.</param>
/// <param name="Oidc">What the button of another house's sign-in says; null where there is none.</param>
public sealed record SignInModel(string Name, string Return, string? Fault, string? Oidc);

/// <summary>A name and a password that are chosen.</summary>
/// <param name="Action">Where the form goes.</param>
/// <param name="Fixed">Whether the name is given already.</param>
public sealed record ChooseModel(string Heading, string Action, string Name, bool Fixed, string Code, IReadOnlyList<string> Faults);

/// <summary>Coming in and going out.</summary>
internal static class DoorPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var door = pages.MapGroup("").AllowAnonymous();
        door.MapGet("/sign-in", (IServiceProvider services, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "return")] string? back, string? fault) => AllPages.Show<SignInPage>(new SignInModel("", AllPages.Local(back), fault is null ? null : "This account is not known here", OidcName(services))));
        door.MapPost("/sign-in", SignInAsync).RequireRateLimiting(SignInLimit.Policy);
        door.MapPost("/sign-in/passkey/begin", (SignInManager<Account> signIn) => BeginAsync(signIn)).RequireRateLimiting(SignInLimit.Policy);
        door.MapPost("/sign-in/passkey", PasskeyAsync).RequireRateLimiting(SignInLimit.Policy);
        door.MapPost("/sign-in/other", Other).RequireRateLimiting(SignInLimit.Policy);
        door.MapGet("/sign-in/back", BackAsync);
        door.MapPost("/sign-out", SignOutAsync);
        door.MapGet("/first", FirstAsync);
        door.MapPost("/first", MakeFirstAsync).RequireRateLimiting(SignInLimit.Policy);
        door.MapGet("/invitation", (string name, string code) => AllPages.Show<ChoosePage>(new ChooseModel("Choose a password", "/invitation", name, true, code, [])));
        door.MapPost("/invitation", InvitedAsync).RequireRateLimiting(SignInLimit.Policy);
    }

    private static string? OidcName(IServiceProvider services) => (services.GetService(typeof(IAuthenticationSchemeProvider)) as IAuthenticationSchemeProvider)?.GetSchemeAsync(AccountServices.Oidc).GetAwaiter().GetResult()?.DisplayName;

    private static async Task<IResult> SignInAsync(HttpContext http, SignInManager<Account> signIn, RegisterStore store, Refusals refusals, IServiceProvider services)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (name, back) = (sent["name"].ToString().Trim(), AllPages.Local(sent["return"]));
        var result = await signIn.PasswordSignInAsync(name, sent["password"].ToString(), isPersistent: false, lockoutOnFailure: true).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await AccountJournal.AddAsync(store, name, "sign in", "by password").ConfigureAwait(false);
            return AllPages.Then(back);
        }
        refusals.Note(http, "refused sign-in", $"{(result.IsLockedOut ? "locked for some minutes" : "wrong name or password")}: {(name.Length > 60 ? name[..60] : name)}");
        // Whether the name or the password is wrong, and whether it is locked, is not told.
        return AllPages.Show<SignInPage>(new SignInModel(name, back, "The name or the password is wrong, or too many wrong ones were tried", OidcName(services)), StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> BeginAsync(SignInManager<Account> signIn) => Results.Text(await signIn.MakePasskeyRequestOptionsAsync(null).ConfigureAwait(false), "application/json");

    private static async Task<IResult> PasskeyAsync(HttpContext http, SignInManager<Account> signIn, RegisterStore store, Refusals refusals)
    {
        var said = await BodyAsync(http).ConfigureAwait(false);
        var assertion = said is null ? null : await signIn.PerformPasskeyAssertionAsync(said).ConfigureAwait(false);
        if (assertion is not { Succeeded: true })
        {
            refusals.Note(http, "refused sign-in", "by a passkey that is not known, or is not what was asked for");
            return Results.Unauthorized();
        }
        if (await signIn.UserManager.IsLockedOutAsync(assertion.User).ConfigureAwait(false))
            return Results.Unauthorized();
        await signIn.UserManager.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey).ConfigureAwait(false);
        await signIn.SignInAsync(assertion.User, isPersistent: false, "passkey").ConfigureAwait(false);
        await AccountJournal.AddAsync(store, assertion.User.UserName!, "sign in", "by passkey").ConfigureAwait(false);
        return Results.NoContent();
    }

    /// <summary>How long what a browser says of a passkey may be, in letters.</summary>
    private const int Longest = 20_000;

    public static async Task<string?> BodyAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var buffer = new char[Longest];
        var length = await reader.ReadBlockAsync(buffer, http.RequestAborted).ConfigureAwait(false);
        return length is 0 or Longest ? null : new string(buffer, 0, length);
    }

    private static async Task<IResult> Other(HttpContext http, SignInManager<Account> signIn, IServiceProvider services)
    {
        if (OidcName(services) is null)
            return Results.NotFound();
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        return Results.Challenge(signIn.ConfigureExternalAuthenticationProperties(AccountServices.Oidc, $"/sign-in/back{QueryString.Create("return", AllPages.Local(sent["return"]))}"), [AccountServices.Oidc]);
    }

    /// <summary>
    /// Whoever another house vouches for is let in where an administrator made an account of the name that it says (preferred_username, or an e-mail address that is verified); the two are
    /// then tied, so that a later change of names opens nothing.
    /// </summary>
    private static async Task<IResult> BackAsync(HttpContext http, SignInManager<Account> signIn, RegisterStore store, Refusals refusals, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "return")] string? back)
    {
        if (await signIn.GetExternalLoginInfoAsync().ConfigureAwait(false) is not { } info)
            return AllPages.Then("/sign-in?fault=1");
        var account = await signIn.UserManager.FindByLoginAsync(info.LoginProvider, info.ProviderKey).ConfigureAwait(false);
        if (account is null)
        {
            var mail = string.Equals(info.Principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase) ? info.Principal.FindFirstValue("email") : null;
            foreach (var name in new[] { info.Principal.FindFirstValue("preferred_username"), mail }.OfType<string>())
                account ??= await signIn.UserManager.FindByNameAsync(name).ConfigureAwait(false);
            // An account that has a password or a passkey of its own is tied by whoever is signed in to it, not by a name that another house says.
            if (account is not null && (await signIn.UserManager.HasPasswordAsync(account).ConfigureAwait(false) || (await signIn.UserManager.GetLoginsAsync(account).ConfigureAwait(false)).Count > 0))
                account = null;
            if (account is not null)
                await signIn.UserManager.AddLoginAsync(account, info).ConfigureAwait(false);
        }
        await http.SignOutAsync(IdentityConstants.ExternalScheme).ConfigureAwait(false);
        if (account is null)
        {
            refusals.Note(http, "refused sign-in", $"another house vouched for {info.Principal.FindFirstValue("preferred_username") ?? info.ProviderKey}, who has no account here");
            return AllPages.Then("/sign-in?fault=1");
        }
        await signIn.SignInAsync(account, isPersistent: false, AccountServices.Oidc).ConfigureAwait(false);
        await AccountJournal.AddAsync(store, account.UserName!, "sign in", "by OpenID Connect").ConfigureAwait(false);
        return AllPages.Then(AllPages.Local(back));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SignInManager<Account> signIn, RegisterStore store)
    {
        var name = http.User.Identity?.Name;
        await http.SignOutAsync(IdentityConstants.ApplicationScheme).ConfigureAwait(false);
        if (name is not null)
            await AccountJournal.AddAsync(store, name, "sign out", "").ConfigureAwait(false);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return AllPages.Then("/sign-in");
    }

    private static async Task<IResult> FirstAsync(Access access, string? code) =>
        await access.HasAccountsAsync().ConfigureAwait(false) || code is null || !Keys.Same(code, access.FirstKey) ? Results.NotFound() : AllPages.Show<ChoosePage>(new ChooseModel("Make the first administrator", "/first", "", false, code, []));

    private static async Task<IResult> MakeFirstAsync(HttpContext http, Access access, SignInManager<Account> signIn, RegisterStore store, Refusals refusals)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (code, name) = (sent["code"].ToString(), sent["name"].ToString().Trim());
        if (await access.HasAccountsAsync().ConfigureAwait(false) || !Keys.Same(code, access.FirstKey))
        {
            refusals.Note(http, "refused first administrator", "by a link that is used up or never was");
            return Results.NotFound();
        }
        var account = new Account { UserName = name, Role = Roles.Administrator, Made = DateTime.UtcNow };
        var made = await signIn.UserManager.CreateAsync(account, sent["password"].ToString()).ConfigureAwait(false);
        if (!made.Succeeded)
            return AllPages.Show<ChoosePage>(new ChooseModel("Make the first administrator", "/first", name, false, code, [.. made.Errors.Select(e => e.Description)]), StatusCodes.Status422UnprocessableEntity);
        await signIn.SignInAsync(account, isPersistent: false).ConfigureAwait(false);
        await AccountJournal.AddAsync(store, name, "account", "made as the first administrator").ConfigureAwait(false);
        return AllPages.Then("/");
    }

    private static async Task<IResult> InvitedAsync(HttpContext http, SignInManager<Account> signIn, RegisterStore store, Refusals refusals)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (code, name) = (sent["code"].ToString(), sent["name"].ToString());
        var account = await signIn.UserManager.FindByNameAsync(name).ConfigureAwait(false);
        var set = account is null ? null : await signIn.UserManager.ResetPasswordAsync(account, code, sent["password"].ToString()).ConfigureAwait(false);
        if (account is null || set is not { Succeeded: true })
        {
            var spent = account is null || set!.Errors.Any(e => e.Code == "InvalidToken");
            if (spent)
                refusals.Note(http, "refused invitation", $"for {(name.Length > 60 ? name[..60] : name)}: used up, over, or never was");
            return AllPages.Show<ChoosePage>(new ChooseModel("Choose a password", "/invitation", name, true, code, spent ? ["This link is used up or over; ask an administrator for another."] : [.. set!.Errors.Select(e => e.Description)]), StatusCodes.Status422UnprocessableEntity);
        }
        await AccountPages.EndSessionsAsync(http, account.Id).ConfigureAwait(false);
        await signIn.SignInAsync(account, isPersistent: false).ConfigureAwait(false);
        await AccountJournal.AddAsync(store, name, "account", "chose a password").ConfigureAwait(false);
        return AllPages.Then("/");
    }
}
