using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Sqlite;

/// <summary>What makes an import touch fewer pages: keys of editions begin with the day, so that those of releases that come together lie together in their index; and what two parties owe each other is found by <c>commitment_party</c> alone.</summary>
[DbContext(typeof(SqliteRegister))]
[Migration("20261128153000_LeanIndices")]
internal sealed class LeanIndices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE release SET edition_key = replace(on_day, '-', '') || substr(edition_key, 1, 24) WHERE edition_key <> ''");
        migrationBuilder.DropIndex("IX_commitment_pair", "commitment");
    }

    /// <summary>What was cut off is not known any more: an earlier version takes a release that it reads again for a new one's first edition.</summary>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE release SET edition_key = substr(edition_key, 9) WHERE edition_key <> ''");
        migrationBuilder.CreateIndex("IX_commitment_pair", "commitment", "pair");
    }
}
