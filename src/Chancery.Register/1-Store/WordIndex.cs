using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Store;

/// <summary>The index of words. PostgreSQL keeps its own; SQLite's stands beside the table and is told of each release that comes and goes.</summary>
internal static class WordIndex
{
    public static void Add(RegisterContext context, IEnumerable<ReleaseRow> releases)
    {
        if (context is PostgresRegister)
            return;
        using var statement = new SqliteStatement(context, "INSERT INTO release_words (rowid, headline, text) VALUES (?, ?, ?)");
        foreach (var release in releases)
        {
            statement.Bind(1, release.Id);
            statement.Bind(2, release.Headline);
            statement.Bind(3, release.Text);
            statement.Run();
        }
    }

    /// <summary>Takes a release out of the index; what it says must be as it was when it was put in.</summary>
    public static async Task RemoveAsync(RegisterContext context, ReleaseRow release, CancellationToken stop)
    {
        if (context is SqliteRegister)
            await context.Database.ExecuteSqlAsync($"INSERT INTO release_words (release_words, rowid, headline, text) VALUES ('delete', {release.Id}, {release.Headline}, {release.Text})", stop).ConfigureAwait(false);
    }
}
