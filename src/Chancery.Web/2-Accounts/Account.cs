using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Web.Accounts;

/// <summary>Somebody who may sign in.</summary>
internal sealed class Account : IdentityUser
{
    /// <summary>What they may do; see <see cref="Roles"/>.</summary>
    public string Role { get; set; } = Roles.Reader;

    /// <summary>Its duties in the issuing of releases, with bars between; see <see cref="Chancery.Issuing.Clearances.Duty"/>.</summary>
    public string Duties { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime Made { get; set; }
}

/// <summary>What an account may do; each may do what the ones before may.</summary>
public static class Roles
{
    public const string Reader = "reader";
    public const string Officer = "officer";
    public const string Administrator = "administrator";

    public static IReadOnlyList<string> All { get; } = [Reader, Officer, Administrator];

    /// <summary>Those of an account of a role: its own and all below.</summary>
    public static IEnumerable<string> Of(string role) => All.Take(All.IndexOf(role) + 1);

    private static int IndexOf(this IReadOnlyList<string> all, string role)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] == role)
                return i;
        }
        return -1;
    }
}

/// <summary>Somebody who is signed in, in one browser. The browser holds the key; the register its hash, so that a copy of the register opens nothing.</summary>
internal sealed class SessionRow
{
    /// <summary>SHA-256 of the key, in hexadecimal.</summary>
    public string Id { get; set; } = "";

    public string AccountId { get; set; } = "";

    /// <summary>The ticket, protected.</summary>
    public byte[] Ticket { get; set; } = [];

    /// <summary>UTC.</summary>
    public DateTime Begun { get; set; }

    /// <summary>UTC; behind it the session is none.</summary>
    public DateTime Ends { get; set; }

    /// <summary>What the browser calls itself.</summary>
    public string Agent { get; set; } = "";
}

/// <summary>A key for programs.</summary>
internal sealed class TokenRow
{
    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public string Id { get; set; } = "";

    public string AccountId { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>What it may do, at most what its account may.</summary>
    public string Role { get; set; } = Roles.Reader;

    /// <summary>UTC.</summary>
    public DateTime Made { get; set; }

    /// <summary>UTC.</summary>
    public DateTime Ends { get; set; }
}

/// <summary>Accounts, sessions, tokens and keys; in the register's own database, with migrations of their own.</summary>
internal abstract class AccountsContext(DbContextOptions options) : IdentityUserContext<Account>(options), IDataProtectionKeyContext
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<SessionRow>().HasIndex(s => s.AccountId);
        builder.Entity<TokenRow>().HasIndex(t => t.AccountId);
        builder.Entity<Account>().ToTable("user_account");
        builder.Entity<IdentityUserClaim<string>>().ToTable("user_claim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("user_login");
        builder.Entity<IdentityUserToken<string>>().ToTable("user_token");
        builder.Entity<IdentityUserPasskey<string>>().ToTable("user_passkey");
        builder.Entity<SessionRow>().ToTable("user_session");
        builder.Entity<TokenRow>().ToTable("user_key");
        builder.Entity<DataProtectionKey>().ToTable("protection_key");
    }
}

/// <summary>Accounts in a SQLite file.</summary>
internal sealed class SqliteAccounts(DbContextOptions<SqliteAccounts> options) : AccountsContext(options);

/// <summary>Accounts in PostgreSQL.</summary>
internal sealed class PostgresAccounts(DbContextOptions<PostgresAccounts> options) : AccountsContext(options);

/// <summary>Lets the tool that writes migrations make a context of either kind.</summary>
internal sealed class SqliteAccountsDesign : IDesignTimeDbContextFactory<SqliteAccounts>
{
    /// <summary>What tells a context that passkeys are kept.</summary>
    internal static IServiceProvider Services { get; } = new ServiceCollection().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    public SqliteAccounts CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteAccounts>().UseApplicationServiceProvider(Services).UseSqlite("Data Source=design.db").Options);
}

/// <inheritdoc cref="SqliteAccountsDesign"/>
internal sealed class PostgresAccountsDesign : IDesignTimeDbContextFactory<PostgresAccounts>
{
    public PostgresAccounts CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresAccounts>().UseApplicationServiceProvider(SqliteAccountsDesign.Services).UseNpgsql("Host=localhost;Database=design").Options);
}
