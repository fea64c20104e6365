using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Chancery.Registers.Store;

/// <summary>A statement that is run many times within an open transaction, past the driver, which looks each parameter up by its name again for every row.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <exception cref="SqliteException">The statement cannot be prepared.</exception>
    public SqliteStatement(RegisterContext context, string sql)
    {
        database = ((SqliteConnection)context.Database.GetDbConnection()).Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
    }

    /// <summary>Binds the value of the parameter at a place, from 1.</summary>
    public void Bind(int place, object? value) => _ = value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int(statement, place, number),
        bool yes => raw.sqlite3_bind_int(statement, place, yes ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        // As Entity Framework writes them.
        DateOnly day => raw.sqlite3_bind_text(statement, place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => raw.sqlite3_bind_text(statement, place, time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"no column holds a {value.GetType()}", nameof(value)),
    };

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
