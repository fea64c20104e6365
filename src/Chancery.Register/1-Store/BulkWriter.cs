using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Chancery.Registers.Store;

/// <summary>Writes many new rows at once within the transaction of a context, past its change tracker: one prepared statement in SQLite, COPY in PostgreSQL.</summary>
internal sealed class BulkWriter(RegisterContext context)
{
    public async Task WriteAsync<T>(IEnumerable<T> all, CancellationToken stop)
        where T : class
    {
        var rows = all as IReadOnlyList<T> ?? [.. all];
        if (rows.Count == 0)
            return;
        var type = context.Model.FindEntityType(typeof(T))!;
        var (table, columns) = (type.GetTableName()!, type.GetProperties().Select(p => (Name: p.GetColumnName(), Property: p)).ToArray());
        if (context.Database.GetDbConnection() is NpgsqlConnection postgres)
            await CopyAsync(postgres, table, columns, rows, stop).ConfigureAwait(false);
        else
            Insert(table, columns, rows);
    }

    /// <summary>Runs a statement, with $1, $2 and so on for its values, once for each row of them.</summary>
    public async Task ExecuteAsync(string sql, IReadOnlyList<object?[]> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
            return;
        if (context.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            var batch = new NpgsqlBatch(postgres);
            await using (batch.ConfigureAwait(false))
            {
                foreach (var row in rows)
                {
                    var command = new NpgsqlBatchCommand(sql);
                    foreach (var value in row)
                        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
                    batch.BatchCommands.Add(command);
                }
                await batch.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            }
            return;
        }
        using var statement = new SqliteStatement(context, sql);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                statement.Bind(i + 1, row[i]);
            statement.Run();
        }
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

    private void Insert<T>(string table, (string Name, IProperty Property)[] columns, IReadOnlyList<T> rows)
        where T : class
    {
        using var statement = new SqliteStatement(context, $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
        var bind = Bound<T>.By(columns.Select(c => c.Property.PropertyInfo!));
        foreach (var row in rows)
        {
            for (var i = 0; i < bind.Length; i++)
                bind[i](statement, i + 1, row);
            statement.Run();
        }
    }

    private static object? Value(IProperty property, object row) => property.GetGetter().GetClrValue(row);

    /// <summary>How the columns of a kind of row are bound, each by its type, without an object made of every number and day.</summary>
    private static class Bound<T>
    {
        private static Action<SqliteStatement, int, T>[]? made;

        public static Action<SqliteStatement, int, T>[] By(IEnumerable<PropertyInfo> properties) => made ??= [.. properties.Select(Of)];

        private static Action<SqliteStatement, int, T> Of(PropertyInfo property)
        {
            var type = property.PropertyType;
            return type == typeof(string) ? Of<string?>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(byte[]) ? Of<byte[]?>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(bool) ? Of<bool>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(int) ? Of<int>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(int?) ? Of<int?>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(long) ? Of<long>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(long?) ? Of<long?>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(DateOnly) ? Of<DateOnly>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(DateOnly?) ? Of<DateOnly?>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(DateTime) ? Of<DateTime>(property, (s, i, v) => s.Bind(i, v))
                : type == typeof(DateTime?) ? Of<DateTime?>(property, (s, i, v) => s.Bind(i, v))
                : throw new ArgumentException($"no column holds a {type}", nameof(property));
        }

        private static Action<SqliteStatement, int, T> Of<V>(PropertyInfo property, Action<SqliteStatement, int, V> bind)
        {
            var get = property.GetMethod!.CreateDelegate<Func<T, V>>();
            return (statement, place, row) => bind(statement, place, get(row));
        }
    }
}
