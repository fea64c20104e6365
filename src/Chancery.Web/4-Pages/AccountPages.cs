using Chancery.Issuing.Clearances;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using System.Buffers.Text;

namespace Chancery.Web.Pages;

/// <summary>A session, a passkey or a token that can be ended.</summary>
public sealed record EndableLine(string Id, string Name, string Details, DateTime Begun, DateTime? Ends);

/// <summary>What one's own account has.</summary>
/// <param name="Told">A token that is told this once; null where none was made.</param>
public sealed record AccountModel(string Name, string Role, bool HasPassword, IReadOnlyList<EndableLine> Passkeys, IReadOnlyList<EndableLine> Sessions, IReadOnlyList<EndableLine> Tokens, string? Told, IReadOnlyList<string> Faults);

public sealed record AccountLine(string Id, string Name, string Role, IReadOnlyList<string> Duties, DateTime Made, int Sessions, int Tokens, bool IsLocked);

/// <summary>All accounts.</summary>
/// <param name="Link">An invitation that is told this once; null where none was made.</param>
public sealed record AccountsModel(IReadOnlyList<AccountLine> Accounts, string Own, string? Link, IReadOnlyList<string> Faults);

/// <summary>One's own account, and for administrators those of others.</summary>
internal static class AccountPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var own = pages.MapGroup("/account");
        own.MapGet("", (Delegate)((HttpContext http) => OwnAsync(http, null, [])));
        own.MapPost("/password", PasswordAsync);
        own.MapPost("/passkeys/begin", BeginPasskeyAsync);
        own.MapPost("/passkeys", AddPasskeyAsync);
        own.MapPost("/end", (Delegate)EndAsync);
        own.MapPost("/tokens", (Delegate)TokenAsync);
        var all = pages.MapGroup("/accounts").RequireAuthorization(Roles.Administrator);
        all.MapGet("", (Delegate)((HttpContext http) => AllAsync(http, null, [])));
        all.MapPost("", (Delegate)AddAsync);
        all.MapPost("/{id}", ChangeAsync);
    }

    private static UserManager<Account> Users(HttpContext http) => http.RequestServices.GetRequiredService<UserManager<Account>>();

    private static AccountsContext Context(HttpContext http) => http.RequestServices.GetRequiredService<AccountsContext>();

    private static Task JournalAsync(HttpContext http, string what, string details) => AccountJournal.AddAsync(http.RequestServices.GetRequiredService<RegisterStore>(), http.User.Identity?.Name ?? "", what, details);

    /// <summary>The account of whoever is signed in by a browser; a token may not change the account that it is of.</summary>
    private static async Task<Account?> MeAsync(HttpContext http) => http.User.Identity is { IsAuthenticated: true, AuthenticationType: not Tokens.SchemeName } ? await Users(http).GetUserAsync(http.User).ConfigureAwait(false) : null;

    private static string? Here(HttpContext http) => Sessions.IdOf(http, http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme));

    public static Task<int> EndSessionsAsync(HttpContext http, string account) => Context(http).Sessions.Where(s => s.AccountId == account).ExecuteDeleteAsync(CancellationToken.None);

    private static async Task<IResult> OwnAsync(HttpContext http, string? told, IReadOnlyList<string> faults)
    {
        if (await MeAsync(http).ConfigureAwait(false) is not { } me)
            return AllPages.Then("/sign-in?return=/account");
        var (users, context) = (Users(http), Context(http));
        var passkeys = (await users.GetPasskeysAsync(me).ConfigureAwait(false)).Select(p => new EndableLine(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "passkey", "", p.CreatedAt.UtcDateTime, null)).ToList();
        var here = Here(http);
        var sessions = await context.Sessions.AsNoTracking().Where(s => s.AccountId == me.Id && s.Ends > DateTime.UtcNow).OrderByDescending(s => s.Begun).Select(s => new EndableLine(s.Id, s.Agent, s.Id == here ? "this one" : "", s.Begun, s.Ends)).ToListAsync(http.RequestAborted).ConfigureAwait(false);
        var tokens = await context.Tokens.AsNoTracking().Where(t => t.AccountId == me.Id).OrderByDescending(t => t.Made).Select(t => new EndableLine(t.Id, t.Name, t.Role, t.Made, t.Ends)).ToListAsync(http.RequestAborted).ConfigureAwait(false);
        return AllPages.Show<AccountPage>(new AccountModel(me.UserName!, me.Role, await users.HasPasswordAsync(me).ConfigureAwait(false), passkeys, sessions, tokens, told, faults), faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> PasswordAsync(HttpContext http, SignInManager<Account> signIn)
    {
        if (await MeAsync(http).ConfigureAwait(false) is not { } me)
            return Results.Unauthorized();
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var users = Users(http);
        var result = await users.HasPasswordAsync(me).ConfigureAwait(false) ? await users.ChangePasswordAsync(me, sent["old"].ToString(), sent["new"].ToString()).ConfigureAwait(false) : await users.AddPasswordAsync(me, sent["new"].ToString()).ConfigureAwait(false);
        if (!result.Succeeded)
            return await OwnAsync(http, null, [.. result.Errors.Select(e => e.Description)]).ConfigureAwait(false);
        // Whoever else was signed in is out (OWASP ASVS 5.0, 7.4.3).
        var here = Here(http);
        await Context(http).Sessions.Where(s => s.AccountId == me.Id && s.Id != here).ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
        await signIn.RefreshSignInAsync(me).ConfigureAwait(false);
        await JournalAsync(http, "account", "changed the password; all other sessions ended").ConfigureAwait(false);
        return AllPages.Then("/account");
    }

    private static async Task<IResult> BeginPasskeyAsync(HttpContext http, SignInManager<Account> signIn) => await MeAsync(http).ConfigureAwait(false) is { } me
        ? Results.Text(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = me.Id, Name = me.UserName!, DisplayName = me.UserName! }).ConfigureAwait(false), "application/json")
        : Results.Unauthorized();

    private static async Task<IResult> AddPasskeyAsync(HttpContext http, SignInManager<Account> signIn, Refusals refusals)
    {
        if (await MeAsync(http).ConfigureAwait(false) is not { } me)
            return Results.Unauthorized();
        var said = await DoorPages.BodyAsync(http).ConfigureAwait(false);
        if (said is null || await signIn.PerformPasskeyAttestationAsync(said).ConfigureAwait(false) is not { Succeeded: true } made)
        {
            refusals.Note(http, "refused passkey", "what the browser said of it is not what was asked for");
            return Results.BadRequest();
        }
        made.Passkey.Name = $"passkey {(await Users(http).GetPasskeysAsync(me).ConfigureAwait(false)).Count + 1}";
        await Users(http).AddOrUpdatePasskeyAsync(me, made.Passkey).ConfigureAwait(false);
        await JournalAsync(http, "account", "added a passkey").ConfigureAwait(false);
        return Results.NoContent();
    }

    /// <summary>Ends a session, a passkey or a token of one's own.</summary>
    private static async Task<IResult> EndAsync(HttpContext http)
    {
        if (await MeAsync(http).ConfigureAwait(false) is not { } me)
            return Results.Unauthorized();
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (what, id, context) = (sent["what"].ToString(), sent["id"].ToString(), Context(http));
        switch (what)
        {
            case "session":
                await context.Sessions.Where(s => s.Id == id && s.AccountId == me.Id).ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
                break;
            case "sessions":
                await EndSessionsAsync(http, me.Id).ConfigureAwait(false);
                break;
            case "token":
                await context.Tokens.Where(t => t.Id == id && t.AccountId == me.Id).ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
                break;
            case "passkey" when Base64Url.IsValid(id):
                await Users(http).RemovePasskeyAsync(me, Base64Url.DecodeFromChars(id)).ConfigureAwait(false);
                break;
            default:
                return Results.BadRequest();
        }
        await JournalAsync(http, "account", $"ended a {what}").ConfigureAwait(false);
        return AllPages.Then("/account");
    }

    /// <summary>How many days a token may live.</summary>
    private const int MostDays = 365;

    private static async Task<IResult> TokenAsync(HttpContext http)
    {
        if (await MeAsync(http).ConfigureAwait(false) is not { } me)
            return Results.Unauthorized();
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (name, role) = (sent["name"].ToString().Trim(), sent["role"].ToString());
        if (name.Length is 0 or > 100 || !Roles.Of(me.Role).Contains(role, StringComparer.Ordinal) || !int.TryParse(sent["days"], out var days) || days is < 1 or > MostDays)
            return await OwnAsync(http, null, ["A token has a name, a role of yours, and lives from 1 to 365 days"]).ConfigureAwait(false);
        var token = await Tokens.MakeAsync(Context(http), me, name, role, TimeSpan.FromDays(days)).ConfigureAwait(false);
        await JournalAsync(http, "account", $"made the token {name} ({role}, {days} days)").ConfigureAwait(false);
        return await OwnAsync(http, token, []).ConfigureAwait(false);
    }

    private static async Task<IResult> AllAsync(HttpContext http, string? link, IReadOnlyList<string> faults)
    {
        var context = Context(http);
        var now = DateTimeOffset.UtcNow;
        var accounts = await context.Users.AsNoTracking().OrderBy(a => a.UserName).Select(a => new { a.Id, a.UserName, a.Role, a.Duties, a.Made, a.LockoutEnd, Sessions = context.Sessions.Count(s => s.AccountId == a.Id && s.Ends > DateTime.UtcNow), Tokens = context.Tokens.Count(t => t.AccountId == a.Id) }).ToListAsync(http.RequestAborted).ConfigureAwait(false);
        return AllPages.Show<AccountsPage>(new AccountsModel(accounts.ConvertAll(a => new AccountLine(a.Id, a.UserName!, a.Role, a.Duties.Split('|', StringSplitOptions.RemoveEmptyEntries), a.Made, a.Sessions, a.Tokens, a.LockoutEnd > now)), http.User.AccountId() ?? "", link, faults), faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<string> LinkAsync(HttpContext http, Account account) =>
        $"{http.Request.Scheme}://{http.Request.Host}/invitation{QueryString.Create([new KeyValuePair<string, string?>("name", account.UserName), new KeyValuePair<string, string?>("code", await Users(http).GeneratePasswordResetTokenAsync(account).ConfigureAwait(false))])}";

    private static async Task<IResult> AddAsync(HttpContext http)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (name, role) = (sent["name"].ToString().Trim(), sent["role"].ToString());
        if (!Roles.All.Contains(role, StringComparer.Ordinal))
            return Results.BadRequest();
        var account = new Account { UserName = name, Role = role, Made = DateTime.UtcNow };
        var made = await Users(http).CreateAsync(account).ConfigureAwait(false);
        if (!made.Succeeded)
            return await AllAsync(http, null, [.. made.Errors.Select(e => e.Description)]).ConfigureAwait(false);
        await JournalAsync(http, "account", $"made the account {name} ({role})").ConfigureAwait(false);
        return await AllAsync(http, await LinkAsync(http, account).ConfigureAwait(false), []).ConfigureAwait(false);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string id)
    {
        var (sent, users) = (await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false), Users(http));
        if (await users.FindByIdAsync(id).ConfigureAwait(false) is not { } account)
            return Results.NotFound();
        switch (sent["do"].ToString())
        {
            case "role" when Roles.All.Contains(sent["role"].ToString(), StringComparer.Ordinal):
                if (id == http.User.AccountId())
                    return await AllAsync(http, null, ["Nobody changes their own role"]).ConfigureAwait(false);
                account.Role = sent["role"].ToString();
                await users.UpdateAsync(account).ConfigureAwait(false);
                await users.UpdateSecurityStampAsync(account).ConfigureAwait(false);
                await EndSessionsAsync(http, id).ConfigureAwait(false);
                await JournalAsync(http, "account", $"made {account.UserName} a {account.Role}; their sessions ended").ConfigureAwait(false);
                break;
            case "duties":
                account.Duties = string.Join('|', ClearanceWords.DutiesOf(sent["duty"]).Select(d => d.Word()));
                await users.UpdateAsync(account).ConfigureAwait(false);
                await users.UpdateSecurityStampAsync(account).ConfigureAwait(false);
                await EndSessionsAsync(http, id).ConfigureAwait(false);
                await JournalAsync(http, "account", $"charged {account.UserName} with: {(account.Duties.Length > 0 ? account.Duties.Replace("|", ", ", StringComparison.Ordinal) : "nothing")}; their sessions ended").ConfigureAwait(false);
                break;
            case "link":
                await JournalAsync(http, "account", $"made a link for {account.UserName} to choose a password").ConfigureAwait(false);
                return await AllAsync(http, await LinkAsync(http, account).ConfigureAwait(false), []).ConfigureAwait(false);
            case "end":
                await EndSessionsAsync(http, id).ConfigureAwait(false);
                await Context(http).Tokens.Where(t => t.AccountId == id).ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
                await JournalAsync(http, "account", $"ended all sessions and tokens of {account.UserName}").ConfigureAwait(false);
                break;
            case "remove":
                if (id == http.User.AccountId())
                    return await AllAsync(http, null, ["Nobody removes themselves"]).ConfigureAwait(false);
                await EndSessionsAsync(http, id).ConfigureAwait(false);
                await Context(http).Tokens.Where(t => t.AccountId == id).ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
                await users.DeleteAsync(account).ConfigureAwait(false);
                await JournalAsync(http, "account", $"removed the account {account.UserName}").ConfigureAwait(false);
                break;
            default:
                return Results.BadRequest();
        }
        return AllPages.Then("/accounts");
    }
}
