using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Sqlite;

/// <summary>The index of words, which is no table of the model.</summary>
[DbContext(typeof(SqliteRegister))]
[Migration("20261125092702_SearchWords")]
internal sealed class SearchWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE VIRTUAL TABLE release_words USING fts5(headline, text, content='release', content_rowid='id', tokenize='unicode61 remove_diacritics 2')");
        // As many words as a batch holds are gathered before they are written, and segments merged more seldom: both save writing the same pages again.
        migrationBuilder.Sql("INSERT INTO release_words (release_words, rank) VALUES ('hashsize', 33554432)");
        migrationBuilder.Sql("INSERT INTO release_words (release_words, rank) VALUES ('automerge', 8)");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP TABLE release_words");
}
