using System.Net;
using System.Security.Claims;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Web.Accounts;

/// <summary>Whether the register may be read without an account: while there is none yet, or where the settings open it; from this machine alone. Safe to share.</summary>
/// <param name="scopes">Where accounts are asked for.</param>
/// <param name="open">Whether the settings open it.</param>
internal sealed class Access(IServiceScopeFactory scopes, bool open)
{
    private volatile bool hasAccounts;

    /// <summary>The key of the link by which the first administrator is made. It holds until there is an account, or the server ends.</summary>
    public string FirstKey { get; } = Keys.New();

    /// <summary>Accounts are never all taken away, so the answer yes is kept.</summary>
    public async Task<bool> HasAccountsAsync()
    {
        if (hasAccounts)
            return true;
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return hasAccounts = await scope.ServiceProvider.GetRequiredService<AccountsContext>().Users.AnyAsync().ConfigureAwait(false);
    }

    public async Task<bool> IsOpenToAsync(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && (open || !await HasAccountsAsync().ConfigureAwait(false));
}

/// <summary>Asks for a role, or for reading where that is open.</summary>
internal sealed record RoleNeeded(string Role) : IAuthorizationRequirement;

/// <inheritdoc cref="RoleNeeded"/>
internal sealed class RoleJudge(Access access, IHttpContextAccessor requests) : AuthorizationHandler<RoleNeeded>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleNeeded requirement)
    {
        if (context.User.IsInRole(requirement.Role) || requirement.Role == Roles.Reader && requests.HttpContext is { } http && await access.IsOpenToAsync(http).ConfigureAwait(false))
            context.Succeed(requirement);
    }
}

/// <summary>Who asks.</summary>
internal static class Asker
{
    /// <summary>The kind of claim that names a duty in the issuing of releases.</summary>
    public const string DutyClaim = "duty";

    /// <summary>The policy of pages for those who have a duty.</summary>
    public const string HasDuty = "duty";

    /// <summary>Whoever is signed in, with the duties; a program that bears a token has none, for texts are cleared and signed by people.</summary>
    public static Colleague Colleague(this ClaimsPrincipal user) => new(user.Identity?.Name ?? "nobody", ClearanceWords.DutiesOf(user.FindAll(DutyClaim).Select(c => c.Value)));

    public static string? AccountId(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    public static bool IsOfficer(this ClaimsPrincipal user) => user.IsInRole(Roles.Officer);

    public static bool IsAdministrator(this ClaimsPrincipal user) => user.IsInRole(Roles.Administrator);
}
