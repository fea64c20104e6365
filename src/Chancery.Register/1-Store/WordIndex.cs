using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chancery.Registers.Store;

/// <summary>The index of words. PostgreSQL keeps its own; SQLite's stands beside the table and is told of each release that comes and goes.</summary>
internal static class WordIndex
{
    public static async Task AddAsync(RegisterContext context, IReadOnlyList<ReleaseRow> releases, CancellationToken stop)
    {
        if (context is PostgresRegister)
            return;
        var command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = "INSERT INTO release_words (rowid, headline, text) VALUES ($id, $headline, $text)";
            var parameters = new[] { "$id", "$headline", "$text" }.Select(name =>
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
                return parameter;
            }).ToArray();
            foreach (var release in releases)
            {
                (parameters[0].Value, parameters[1].Value, parameters[2].Value) = (release.Id, release.Headline, release.Text);
                await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes a release out of the index; what it says must be as it was when it was put in.</summary>
    public static async Task RemoveAsync(RegisterContext context, ReleaseRow release, CancellationToken stop)
    {
        if (context is SqliteRegister)
            await context.Database.ExecuteSqlAsync($"INSERT INTO release_words (release_words, rowid, headline, text) VALUES ('delete', {release.Id}, {release.Headline}, {release.Text})", stop).ConfigureAwait(false);
    }
}
