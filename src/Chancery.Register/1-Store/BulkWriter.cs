using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Chancery.Registers.Store;

/// <summary>Writes many new rows at once within the transaction of a context, past its change tracker: one prepared statement in SQLite, COPY in PostgreSQL.</summary>
internal sealed class BulkWriter(RegisterContext context)
{
    public async Task WriteAsync<T>(IReadOnlyList<T> rows, CancellationToken stop)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var type = context.Model.FindEntityType(typeof(T))!;
        var (table, columns) = (type.GetTableName()!, type.GetProperties().Select(p => (Name: p.GetColumnName(), Property: p)).ToArray());
        var connection = context.Database.GetDbConnection();
        if (connection is NpgsqlConnection postgres)
            await CopyAsync(postgres, table, columns, rows, stop).ConfigureAwait(false);
        else
            await InsertAsync(connection, table, columns, rows, stop).ConfigureAwait(false);
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string table, (string Name, IProperty Property)[] columns, IReadOnlyList<T> rows, CancellationToken stop)
        where T : class
    {
        var importer = await connection.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)", stop).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            foreach (var row in rows)
            {
                await importer.StartRowAsync(stop).ConfigureAwait(false);
                foreach (var (_, property) in columns)
                {
                    if (Value(property, row) is { } value)
                        await importer.WriteAsync(value is string text ? text.Replace("\0", "", StringComparison.Ordinal) : value, stop).ConfigureAwait(false);
                    else
                        await importer.WriteNullAsync(stop).ConfigureAwait(false);
                }
            }
            await importer.CompleteAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task InsertAsync<T>(DbConnection connection, string table, (string Name, IProperty Property)[] columns, IReadOnlyList<T> rows, CancellationToken stop)
        where T : class
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Names of tables and columns come from the model alone.
            command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
#pragma warning restore CA2100
            var parameters = columns.Select((_, i) =>
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"$p{i}";
                command.Parameters.Add(parameter);
                return parameter;
            }).ToArray();
            foreach (var row in rows)
            {
                for (var i = 0; i < columns.Length; i++)
                    parameters[i].Value = Value(columns[i].Property, row) ?? DBNull.Value;
                await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            }
        }
    }

    private static object? Value(IProperty property, object row) => property.GetGetter().GetClrValue(row);
}
