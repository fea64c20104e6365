using System.Security.Claims;
using Chancery.Issuing.Clearances;
using Chancery.Registers.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chancery.Web.Accounts;

/// <summary>Another house's sign-in by OpenID Connect; all three are needed.</summary>
internal sealed class OidcSettings
{
    /// <summary>The provider's address.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>What the button says.</summary>
    public string Name { get; set; } = "OpenID Connect";

    public bool IsSet => Authority.Length > 0 && ClientId.Length > 0;
}

/// <summary>What keeps accounts, and lets in.</summary>
internal static class AccountServices
{
    /// <summary>The scheme of sign-in by another house.</summary>
    public const string Oidc = "oidc";

    public const string CookieName = "chancery";

    private const string Either = "Either";

    /// <summary>Names the table of migrations, which are others than the register's.</summary>
    private const string History = "__AccountMigrations";

    public static void Add(IServiceCollection services, RegisterStore store, OidcSettings oidc, bool open)
    {
        if (store.IsPostgres)
        {
            services.AddDbContext<PostgresAccounts>(o => o.UseNpgsql(store.Setting, p => p.MigrationsHistoryTable(History)));
            services.AddScoped<AccountsContext>(s => s.GetRequiredService<PostgresAccounts>());
        }
        else
        {
            var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = store.Setting, DefaultTimeout = 60 }.ToString();
            services.AddDbContext<SqliteAccounts>(o => o.UseSqlite(file, p => p.MigrationsHistoryTable(History)).AddInterceptors(new SqlitePragmas()));
            services.AddScoped<AccountsContext>(s => s.GetRequiredService<SqliteAccounts>());
        }
        services.AddHttpContextAccessor();
        services.AddDataProtection().SetApplicationName("Chancery").PersistKeysToDbContext<AccountsContext>();
        services.AddSingleton<Sessions>();
        services.AddSingleton(s => new Access(s.GetRequiredService<IServiceScopeFactory>(), open));
        services.AddSingleton(store);
        services.AddSingleton<Refusals>();
        services.AddHostedService(s => s.GetRequiredService<Refusals>());
        services.AddIdentityCore<Account>(o =>
        {
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            // NIST SP 800-63B, 3.1.1: long, without rules of composition.
            (o.Password.RequiredLength, o.Password.RequireDigit, o.Password.RequireLowercase, o.Password.RequireUppercase, o.Password.RequireNonAlphanumeric, o.Password.RequiredUniqueChars) = (12, false, false, false, false, 5);
            (o.Lockout.MaxFailedAccessAttempts, o.Lockout.DefaultLockoutTimeSpan) = (10, TimeSpan.FromMinutes(5));
            o.User.RequireUniqueEmail = false;
        }).AddEntityFrameworkStores<AccountsContext>().AddSignInManager().AddDefaultTokenProviders().AddClaimsPrincipalFactory<RoleClaims>().AddPasswordValidator<GuessedPasswords>();
        // OWASP Password Storage Cheat Sheet: PBKDF2 with SHA-512.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = TimeSpan.FromDays(3));
        var schemes = services.AddAuthentication(Either).AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = http => http.Request.Headers.Authorization.Count > 0 ? Tokens.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, Tokens>(Tokens.SchemeName, null);
        schemes.AddCookie(IdentityConstants.ApplicationScheme);
        schemes.AddCookie(IdentityConstants.ExternalScheme, o => Cookie(o, "chancery-external"));
        schemes.AddCookie(IdentityConstants.TwoFactorUserIdScheme, o => Cookie(o, "chancery-passkey"));
        schemes.AddCookie(IdentityConstants.TwoFactorRememberMeScheme, o => Cookie(o, "chancery-remember"));
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<Sessions>((o, sessions) =>
        {
            Cookie(o, CookieName);
            o.ExpireTimeSpan = Sessions.Idle;
            o.SlidingExpiration = true;
            o.SessionStore = sessions;
            o.LoginPath = "/sign-in";
            o.ReturnUrlParameter = "return";
            // Programs are told by the status; people are led to the door.
            o.Events.OnRedirectToLogin = context => Turn(context, StatusCodes.Status401Unauthorized);
            o.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        if (oidc.IsSet)
        {
            schemes.AddOpenIdConnect(Oidc, oidc.Name, o =>
            {
                (o.Authority, o.ClientId, o.ClientSecret) = (oidc.Authority, oidc.ClientId, oidc.ClientSecret);
                (o.ResponseType, o.UsePkce, o.SignInScheme, o.CallbackPath) = ("code", true, IdentityConstants.ExternalScheme, "/sign-in/oidc");
                o.RequireHttpsMetadata = !(Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback);
                o.MapInboundClaims = false;
                o.GetClaimsFromUserInfoEndpoint = true;
                o.Scope.Add("email");
                if (!o.RequireHttpsMetadata)
                {
                    // Browsers send no cookie of another site's form to a page without TLS, so the answer comes by the address.
                    o.ResponseMode = "query";
                    (o.CorrelationCookie.SameSite, o.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
                    (o.NonceCookie.SameSite, o.NonceCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
                }
            });
        }
        services.AddSingleton<IAuthorizationHandler, RoleJudge>();
        var policies = services.AddAuthorizationBuilder().SetFallbackPolicy(Needing(Roles.Reader));
        foreach (var role in Roles.All)
            policies.AddPolicy(role, Needing(role));
        policies.AddPolicy(Asker.HasDuty, new AuthorizationPolicyBuilder(Either).RequireAuthenticatedUser().RequireClaim(Asker.DutyClaim).Build());
    }

    private static AuthorizationPolicy Needing(string role) => new AuthorizationPolicyBuilder(Either).AddRequirements(new RoleNeeded(role)).Build();

    private static void Cookie(CookieAuthenticationOptions options, string name) =>
        (options.Cookie.Name, options.Cookie.HttpOnly, options.Cookie.SameSite, options.Cookie.SecurePolicy, options.Cookie.IsEssential) = (name, true, SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest, true);

    private static Task Turn(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/feeds", StringComparison.OrdinalIgnoreCase) || !HttpMethods.IsGet(context.Request.Method))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>Brings the accounts' tables up to date, once the register is kept as it was.</summary>
    /// <returns>Why that could not be; null where it is done.</returns>
    public static async Task<string?> MigrateAsync(IServiceProvider services, Func<RegisterStore, string, Task<string?>> upgrade, CancellationToken stop)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var database = scope.ServiceProvider.GetRequiredService<AccountsContext>().Database;
            // A replica cannot be written to, and has them by its primary.
            if (!(await database.GetPendingMigrationsAsync(stop).ConfigureAwait(false)).Any())
                return null;
            if ((await database.GetAppliedMigrationsAsync(stop).ConfigureAwait(false)).LastOrDefault() is { } last && await upgrade(scope.ServiceProvider.GetRequiredService<RegisterStore>(), last).ConfigureAwait(false) is { } reason)
                return reason;
            await database.MigrateAsync(stop).ConfigureAwait(false);
            return null;
        }
    }
}

/// <summary>Tells a session what its account may do.</summary>
internal sealed class RoleClaims(UserManager<Account> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user).ConfigureAwait(false);
        identity.AddClaims(Roles.Of(user.Role).Select(role => new Claim(identity.RoleClaimType, role)));
        identity.AddClaims(ClearanceWords.DutiesOf(user.Duties.Split('|')).Select(duty => new Claim(Asker.DutyClaim, duty.Word())));
        return identity;
    }
}

/// <summary>Refuses passwords that are tried first: those made of the account's or the product's name, of one run of keys, or of one part said again and again.</summary>
internal sealed class GuessedPasswords : IPasswordValidator<Account>
{
    private static readonly string[] Runs = ["qwertyuiopasdfghjklzxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "98765432109876543210"];
    private static readonly string[] Words = ["password", "passwort", "motdepasse", "chancery", "welcome", "letmein", "administrator", "ministry", "foreign", "minister", "changeme", "iloveyou"];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(IsGuessed(password ?? "", user.UserName ?? "") ? IdentityResult.Failed(new IdentityError { Code = "Guessed", Description = "This password is among those that are tried first." }) : IdentityResult.Success);

    private static bool IsGuessed(string password, string name)
    {
        var plain = string.Concat(password.ToLowerInvariant().Where(char.IsLetterOrDigit));
        foreach (var word in Words.Append(name.ToLowerInvariant()).Where(w => w.Length > 2))
            plain = plain.Replace(word, "", StringComparison.Ordinal);
        // What is left when the words are out must be no run of keys, no short part said again and again, and not too little.
        return plain.Length < 6 || Runs.Any(run => run.Contains(plain, StringComparison.Ordinal)) || PeriodOf(plain) is var period && period < 5 && period < plain.Length / 2 + 1;
    }

    /// <summary>The length of the part of which a word, said again and again, is made; its own where it is made of none.</summary>
    private static int PeriodOf(string word) => (word + word).IndexOf(word, 1, StringComparison.Ordinal);
}
