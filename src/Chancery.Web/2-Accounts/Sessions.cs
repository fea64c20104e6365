using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using System.Security.Claims;

namespace Chancery.Web.Accounts;

/// <summary>Keeps sessions in the register, so that one that was ended is ended, whoever holds a copy of its cookie. Safe to share.</summary>
internal sealed class Sessions(IServiceScopeFactory scopes, IDataProtectionProvider protection, IHttpContextAccessor requests) : ITicketStore
{
    /// <summary>How long a session lasts without being used.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromHours(12);

    /// <summary>How long it lasts, however much it is used (OWASP ASVS 5.0, 7.3.2).</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    private readonly IDataProtector protector = protection.CreateProtector("Chancery.Sessions");

    private async Task<T> DoAsync<T>(Func<AccountsContext, Task<T>> work)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await work(scope.ServiceProvider.GetRequiredService<AccountsContext>()).ConfigureAwait(false);
    }

    public Task<string> StoreAsync(AuthenticationTicket ticket) => DoAsync(async context =>
    {
        var key = Keys.New();
        var agent = requests.HttpContext?.Request.Headers.UserAgent.ToString() ?? "";
        var (now, oldest) = (DateTime.UtcNow, DateTime.UtcNow - Longest);
        await context.Sessions.Where(s => s.Ends < now || s.Begun < oldest).ExecuteDeleteAsync().ConfigureAwait(false);
        context.Sessions.Add(new SessionRow { Id = Keys.Hash(key), AccountId = ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", Ticket = Protected(ticket), Begun = DateTime.UtcNow, Ends = EndOf(ticket), Agent = agent.Length > 200 ? agent[..200] : agent });
        await context.SaveChangesAsync().ConfigureAwait(false);
        return key;
    });

    public Task RenewAsync(string key, AuthenticationTicket ticket) => DoAsync(context =>
    {
        var (hash, bytes, ends, account) = (Keys.Hash(key), Protected(ticket), EndOf(ticket), ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");
        return context.Sessions.Where(s => s.Id == hash).ExecuteUpdateAsync(s => s.SetProperty(x => x.Ticket, bytes).SetProperty(x => x.Ends, ends).SetProperty(x => x.AccountId, account));
    });

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => DoAsync(async context =>
    {
        var (hash, now) = (Keys.Hash(key), DateTime.UtcNow);
        var oldest = now - Longest;
        var row = await context.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == hash && s.Ends > now && s.Begun > oldest).ConfigureAwait(false);
        return row is null ? null : TicketSerializer.Default.Deserialize(protector.Unprotect(row.Ticket));
    });

    /// <summary>The number of the session in which something is asked; null where it is asked in none.</summary>
    public static string? IdOf(HttpContext http, CookieAuthenticationOptions options) =>
        options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is { } cookie && options.TicketDataFormat.Unprotect(cookie)?.Principal.FindFirstValue("Microsoft.AspNetCore.Authentication.Cookies-SessionId") is { } key ? Keys.Hash(key) : null;

    public Task RemoveAsync(string key) => DoAsync(context =>
    {
        var hash = Keys.Hash(key);
        return context.Sessions.Where(s => s.Id == hash).ExecuteDeleteAsync();
    });

    private byte[] Protected(AuthenticationTicket ticket) => protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private static DateTime EndOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc?.UtcDateTime ?? DateTime.UtcNow + Idle;
}
