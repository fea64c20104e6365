using Microsoft.EntityFrameworkCore;

namespace Chancery.Issuing.Lists;

/// <summary>Somebody who has asked for mails.</summary>
internal sealed class SubscriberRow
{
    public long Id { get; set; }

    /// <summary>Where mails go, in lower case.</summary>
    public string Address { get; set; } = "";

    /// <summary>128 random bits in hexadecimal, by which the subscriber's links and bounces name him.</summary>
    public string Token { get; set; } = "";

    /// <summary>Parties that are wished for, with bars between and around; empty for all.</summary>
    public string Parties { get; set; } = "";

    /// <summary>Words of topics that are wished for, with bars between and around; empty for all.</summary>
    public string Topics { get; set; } = "";

    /// <summary>asked, confirmed, left or bounced.</summary>
    public string State { get; set; } = "";

    /// <summary>When it last changed, UTC.</summary>
    public DateTime Changed { get; set; }

    /// <summary>How many mails came back since one was last delivered.</summary>
    public int Bounces { get; set; }
}

/// <summary>A mail to one subscriber about one line of the public log; line 0 asks him to confirm.</summary>
internal sealed class DeliveryRow
{
    public long Id { get; set; }

    public long SubscriberId { get; set; }

    public long Line { get; set; }

    /// <summary>due, sending, sent, failed, or uncertain where the process ended while it was sent.</summary>
    public string State { get; set; } = "";

    public int Attempts { get; set; }

    /// <summary>Not before, UTC.</summary>
    public DateTime Next { get; set; }

    /// <summary>Why it was not delivered.</summary>
    public string Fault { get; set; } = "";
}

/// <summary>How far the log has been looked at.</summary>
internal sealed class ProgressRow
{
    public long Id { get; set; }

    public long Line { get; set; }
}

/// <summary>Subscribers and their mails, in a file of their own: the register is not needed, and not reached, by what faces the public.</summary>
internal sealed class ListsContext(DbContextOptions<ListsContext> options) : DbContext(options)
{
    public DbSet<SubscriberRow> Subscribers => Set<SubscriberRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<ProgressRow> Progress => Set<ProgressRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SubscriberRow>(t =>
        {
            t.ToTable("subscriber");
            t.HasIndex(s => s.Address).IsUnique();
            t.HasIndex(s => s.Token).IsUnique();
        });
        modelBuilder.Entity<DeliveryRow>(t =>
        {
            t.ToTable("delivery");
            // Nobody gets a mail twice, whoever makes the list of them.
            t.HasIndex(d => new { d.SubscriberId, d.Line }).IsUnique();
            t.HasIndex(d => new { d.State, d.Next });
        });
        modelBuilder.Entity<ProgressRow>().ToTable("progress");
    }
}
