using System.Security.Claims;
using Chancery.Web.Accounts;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Xunit;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Chancery.Tests.Web;

/// <summary>Sign-in by another house: an OpenID Connect provider of the tests' own (OpenIddict), which vouches for one user.</summary>
public sealed class OpenIdTests(Browser browser)
{
    private static async Task<WebApplication> ProviderAsync(string subject, string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://localhost:{ServedRegister.FreePort()}");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(o =>
        {
            o.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            o.RegisterScopes(Scopes.Profile, Scopes.Email);
            o.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            // Without a database: which clients there are is said here.
            o.EnableDegradedMode();
            o.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (context.ClientId != "chancery" || context.RedirectUri?.EndsWith("/sign-in/oidc", StringComparison.Ordinal) != true)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            o.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (context.ClientId != "chancery" || context.ClientSecret != "a secret between two")
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/connect/authorize", (HttpContext http) =>
        {
            var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
            identity.SetClaim(Claims.Subject, subject).SetClaim(Claims.PreferredUsername, name);
            identity.SetScopes(http.GetOpenIddictServerRequest()!.GetScopes());
            identity.SetDestinations(_ => [Destinations.IdentityToken]);
            return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        });
        await app.StartAsync();
        return app;
    }

    [Xunit.Fact]
    public async Task Another_house_vouches_for_whom_an_administrator_made_an_account()
    {
        await using var provider = await ProviderAsync("4711", "nadia@mfa.example");
        await using var served = await ServedRegister.StartAsync(samples: false, set: s => s.Oidc = new OidcSettings { Authority = provider.Urls.First(), ClientId = "chancery", ClientSecret = "a secret between two", Name = "the ministry" });
        await served.AccountAsync("Ada", Roles.Administrator);
        var faults = new List<string>();
        var page = await browser.PageAsync(served.Address, faults: faults);
        async Task TryAsync()
        {
            await page.GotoAsync("/sign-in?return=/import");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in by the ministry" }).ClickAsync();
            await page.WaitForLoadStateAsync();
        }
        // Nobody made an account for her yet.
        await TryAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("This account is not known here");
        Assert.Contains(await served.JournalAsync("refused sign-in"), d => d.Contains("nadia@mfa.example", StringComparison.Ordinal));
        await served.AccountAsync("nadia@mfa.example", Roles.Officer, password: null);
        await TryAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import releases" })).ToBeVisibleAsync();
        Assert.Contains("by OpenID Connect", await served.JournalAsync("sign in"));
        Assert.Empty(faults);
    }

    [Xunit.Fact]
    public async Task A_name_alone_takes_no_account_that_has_a_password_or_is_tied_to_another()
    {
        await using var provider = await ProviderAsync("666", "Ada");
        await using var served = await ServedRegister.StartAsync(samples: false, set: s => s.Oidc = new OidcSettings { Authority = provider.Urls.First(), ClientId = "chancery", ClientSecret = "a secret between two" });
        await served.AccountAsync("Ada", Roles.Administrator);
        var page = await browser.PageAsync(served.Address);
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in by OpenID Connect" }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await using (var scope = served.App.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = (await users.FindByNameAsync("Ada"))!;
            await users.RemovePasswordAsync(account);
            await users.AddLoginAsync(account, new UserLoginInfo(AccountServices.Oidc, "1", "the ministry"));
        }
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in by OpenID Connect" }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
    }
}
