using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chancery.Web.Accounts;

/// <summary>Lets programs in by "Authorization: Bearer …" (RFC 6750).</summary>
internal sealed class Tokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccountsContext context) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Token";
    public const string Prefix = "Bearer ";

    /// <summary>Makes a token for an account.</summary>
    /// <returns>The token, which is told this once.</returns>
    public static async Task<string> MakeAsync(AccountsContext context, Account account, string name, string role, TimeSpan life)
    {
        var token = "chy_" + Keys.New();
        context.Tokens.Add(new TokenRow { Id = Keys.Hash(token), AccountId = account.Id, Name = name, Role = role, Made = DateTime.UtcNow, Ends = DateTime.UtcNow + life });
        await context.SaveChangesAsync().ConfigureAwait(false);
        return token;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var said = Request.Headers.Authorization.ToString();
        if (!said.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var hash = Keys.Hash(said[Prefix.Length..].Trim());
        var found = await (from t in context.Tokens.AsNoTracking() where t.Id == hash && t.Ends > DateTime.UtcNow join a in context.Users on t.AccountId equals a.Id select new { t.Role, a }).SingleOrDefaultAsync(Context.RequestAborted).ConfigureAwait(false);
        if (found is null)
            return AuthenticateResult.Fail("the token is unknown, or was revoked, or its time is over");
        var roles = Roles.Of(found.Role).Intersect(Roles.Of(found.a.Role), StringComparer.Ordinal);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, found.a.Id), new(ClaimTypes.Name, found.a.UserName!), .. roles.Select(r => new Claim(ClaimTypes.Role, r))], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
