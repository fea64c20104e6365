using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Chancery.Registers.Store;

/// <summary>A statement that is run many times within an open transaction, past the driver, which looks each parameter up by its name again for every row.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] room = new byte[256];

    /// <exception cref="SqliteException">The statement cannot be prepared.</exception>
    public SqliteStatement(RegisterContext context, string sql)
    {
        database = ((SqliteConnection)context.Database.GetDbConnection()).Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
    }

    /// <summary>Binds the value of the parameter at a place, from 1.</summary>
    public void Bind(int place, object? value)
    {
        switch (value)
        {
            case null: Bind(place, (string?)null); break;
            case string text: Bind(place, text); break;
            case long number: Bind(place, number); break;
            case int number: Bind(place, number); break;
            case bool yes: Bind(place, yes); break;
            case byte[] bytes: Bind(place, bytes); break;
            case DateOnly day: Bind(place, day); break;
            case DateTime time: Bind(place, time); break;
            default: throw new ArgumentException($"no column holds a {value.GetType()}", nameof(value));
        }
    }

    public void Bind(int place, long? number) => _ = number is { } value ? raw.sqlite3_bind_int64(statement, place, value) : raw.sqlite3_bind_null(statement, place);

    public void Bind(int place, bool yes) => _ = raw.sqlite3_bind_int(statement, place, yes ? 1 : 0);

    public void Bind(int place, byte[]? bytes) => _ = bytes is null ? raw.sqlite3_bind_null(statement, place) : raw.sqlite3_bind_blob(statement, place, bytes);

    public void Bind(int place, string? text)
    {
        if (text is null)
        {
            _ = raw.sqlite3_bind_null(statement, place);
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > room.Length)
            room = new byte[most * 2];
        BindWritten(place, Encoding.UTF8.GetBytes(text, room));
    }

    /// <summary>As Entity Framework writes it.</summary>
    public void Bind(int place, DateOnly? day) => BindFormatted(place, day, "yyyy-MM-dd");

    /// <inheritdoc cref="Bind(int, DateOnly?)"/>
    public void Bind(int place, DateTime? time) => BindFormatted(place, time, "yyyy-MM-dd HH:mm:ss.FFFFFFF");

    private void BindFormatted<T>(int place, T? value, string format)
        where T : struct, IUtf8SpanFormattable
    {
        if (value is { } there && there.TryFormat(room, out var written, format, CultureInfo.InvariantCulture))
            BindWritten(place, written);
        else
            _ = raw.sqlite3_bind_null(statement, place);
    }

    private void BindWritten(int place, int length) => _ = raw.sqlite3_bind_text(statement, place, room.AsSpan(..length));

    /// <exception cref="SqliteException">The row is refused, or the disk is full.</exception>
    public void Run()
    {
        var said = raw.sqlite3_step(statement);
        // What the step said stands until the statement is reset, which says it again.
        if (said != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(said, database);
        raw.sqlite3_reset(statement);
    }

    public void Dispose() => statement.Dispose();
}
