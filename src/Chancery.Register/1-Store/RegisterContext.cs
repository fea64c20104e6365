using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Store;

/// <summary>The register's tables; the same in SQLite and PostgreSQL, each with migrations of its own.</summary>
internal abstract class RegisterContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SourceRow> Sources => Set<SourceRow>();

    public DbSet<ReleaseRow> Releases => Set<ReleaseRow>();

    public DbSet<ReleasePartyRow> ReleaseParties => Set<ReleasePartyRow>();

    public DbSet<ReleasePairRow> ReleasePairs => Set<ReleasePairRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    public DbSet<EngagementRow> Engagements => Set<EngagementRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<AttendanceRow> Attendances => Set<AttendanceRow>();

    public DbSet<ActRow> Acts => Set<ActRow>();

    public DbSet<CommitmentRow> Commitments => Set<CommitmentRow>();

    public DbSet<CommitmentPartyRow> CommitmentParties => Set<CommitmentPartyRow>();

    public DbSet<RelationRow> Relations => Set<RelationRow>();

    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();

    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();

    public DbSet<HandInRow> HandIns => Set<HandInRow>();

    public DbSet<HandedFileRow> HandedFiles => Set<HandedFileRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<DraftVersionRow> DraftVersions => Set<DraftVersionRow>();

    public DbSet<DraftStepRow> DraftSteps => Set<DraftStepRow>();

    public DbSet<DraftCommentRow> DraftComments => Set<DraftCommentRow>();

    public DbSet<DraftAnswerRow> DraftAnswers => Set<DraftAnswerRow>();

    public DbSet<IssuedFileRow> IssuedFiles => Set<IssuedFileRow>();
    public DbSet<PublicLogRow> PublicLog => Set<PublicLogRow>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        Table<SourceRow>(modelBuilder, "source", t =>
        {
            t.HasIndex(s => s.Hash).IsUnique();
            t.HasIndex(s => s.ReleaseId);
        });
        Table<ReleaseRow>(modelBuilder, "release", t =>
        {
            t.HasIndex(r => r.BodyHash);
            t.HasIndex(r => r.EditionKey);
        });
        Table<ReleasePartyRow>(modelBuilder, "release_party", t =>
        {
            t.HasKey(p => new { p.Party, p.ReleaseId });
            t.HasIndex(p => p.ReleaseId);
        });
        Table<ReleasePairRow>(modelBuilder, "release_pair", t =>
        {
            t.HasKey(p => new { p.Pair, p.ReleaseId });
            t.HasIndex(p => p.ReleaseId);
        });
        Table<PersonRow>(modelBuilder, "person", t =>
        {
            t.HasIndex(p => p.Key).IsUnique();
            t.HasIndex(p => p.MergedInto);
        });
        Table<PersonWordRow>(modelBuilder, "person_word", t => t.HasKey(w => new { w.Word, w.PersonId }));
        Table<MembershipRow>(modelBuilder, "membership", t => t.HasIndex(m => new { m.PersonId, m.Role }));
        Table<EngagementRow>(modelBuilder, "engagement", t => t.HasIndex(e => e.Meet));
        Table<AccountRow>(modelBuilder, "account", t =>
        {
            t.HasKey(a => new { a.ReleaseId, a.Ordinal });
            t.HasIndex(a => a.EngagementId);
        });
        Table<AttendanceRow>(modelBuilder, "attendance", t =>
        {
            t.HasKey(a => new { a.ReleaseId, a.Ordinal });
            t.HasIndex(a => a.EngagementId);
            t.HasIndex(a => a.PersonId);
        });
        Table<ActRow>(modelBuilder, "act", t => t.HasKey(a => new { a.ReleaseId, a.Ordinal }));
        Table<CommitmentRow>(modelBuilder, "commitment", t =>
        {
            t.HasIndex(c => c.ReleaseId);
            t.HasIndex(c => new { c.State, c.Due });
        });
        Table<CommitmentPartyRow>(modelBuilder, "commitment_party", t =>
        {
            // SQLite keeps the table in the order of its key; PostgreSQL finds all of it in an index.
            if (this is PostgresRegister)
            {
                t.HasKey(p => new { p.CommitmentId, p.Parties });
                t.HasIndex(p => new { p.Parties, p.Due, p.CommitmentId }).IncludeProperties(p => new { p.Made, p.Closed });
                return;
            }
            t.HasKey(p => new { p.Parties, p.Due, p.CommitmentId });
            t.HasIndex(p => p.CommitmentId);
        });
        Table<RelationRow>(modelBuilder, "relation", t =>
        {
            t.HasKey(r => new { r.ReleaseId, r.Ordinal });
            t.HasIndex(r => r.Pair);
        });
        Table<ProposalRow>(modelBuilder, "proposal", t =>
        {
            t.HasIndex(p => p.CommitmentId);
            t.HasIndex(p => p.Decision);
            t.HasIndex(p => p.ReleaseId);
        });
        Table<ReviewRow>(modelBuilder, "review", t => t.HasIndex(r => r.ReleaseId));
        Table<HandInRow>(modelBuilder, "hand_in", t => t.Property(h => h.At));
        Table<HandedFileRow>(modelBuilder, "handed_file", t => t.HasKey(f => new { f.HandInId, f.Ordinal }));
        Table<DraftRow>(modelBuilder, "draft", t =>
        {
            t.HasIndex(d => new { d.Stage, d.Due });
            t.HasIndex(d => d.ReleaseId);
            t.HasIndex(d => new { d.House, d.Number });
        });
        Table<DraftVersionRow>(modelBuilder, "draft_version", t => t.HasKey(v => new { v.DraftId, v.Version }));
        Table<DraftStepRow>(modelBuilder, "draft_step", t => t.HasKey(s => new { s.DraftId, s.Ordinal }));
        Table<DraftCommentRow>(modelBuilder, "draft_comment", t => t.HasIndex(c => c.DraftId));
        Table<DraftAnswerRow>(modelBuilder, "draft_answer", t => t.HasKey(a => new { a.DraftId, a.Remark }));
        Table<IssuedFileRow>(modelBuilder, "issued_file", t => t.HasKey(f => new { f.DraftId, f.IsEmbargoed, f.Form }));
        Table<PublicLogRow>(modelBuilder, "public_log", t =>
        {
            t.HasKey(l => l.Number);
            t.Property(l => l.Number).ValueGeneratedNever();
        });
        Table<HouseNumberRow>(modelBuilder, "house_number", t => t.HasKey(n => new { n.House, n.Year }));
        Table<ClockRow>(modelBuilder, "clock", t => t.HasKey(c => c.Boot));
        Table<DayRow>(modelBuilder, "release_day", t => t.Property(d => d.Last));
        Table<SequenceRow>(modelBuilder, "sequence", t => t.HasData(new SequenceRow { Id = 1, Next = 1 }));
        Table<JournalRow>(modelBuilder, "journal", t => t.Property(j => j.At));
    }

    /// <summary>Lower-case names with underscores, as both databases take them without quotes; numbers are given by the importer.</summary>
    private static void Table<T>(ModelBuilder model, string name, Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T>> more)
        where T : class
    {
        var table = model.Entity<T>();
        table.ToTable(name);
        more(table);
        foreach (var property in table.Metadata.GetProperties())
        {
            property.SetColumnName(Snake(property.Name));
            if (property.IsPrimaryKey())
                property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }

    /// <summary>"ReleaseId" as "release_id".</summary>
    internal static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString())) switch
    {
        // Words that SQL keeps for itself.
        "from" => "word_from",
        "to" => "word_to",
        "until" => "word_until",
        "by" => "party_by",
        "end" => "day_end",
        "start" => "day_start",
        "key" => "name_key",
        "day" => "on_day",
        "next" => "next_id",
        var plain => plain,
    };
}

/// <summary>The register in a SQLite file.</summary>
internal sealed class SqliteRegister(DbContextOptions<SqliteRegister> options) : RegisterContext(options);

/// <summary>The register in PostgreSQL.</summary>
internal sealed class PostgresRegister(DbContextOptions<PostgresRegister> options) : RegisterContext(options)
{
    /// <summary>How often words occur; null where migrations are written.</summary>
    public WordFrequencies? Frequencies { get; set; }
}
