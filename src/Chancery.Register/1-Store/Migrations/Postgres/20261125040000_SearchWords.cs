using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Postgres;

/// <summary>The index of words, which is no table of the model.</summary>
[DbContext(typeof(PostgresRegister))]
[Migration("20261125040000_SearchWords")]
internal sealed class SearchWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE INDEX release_words ON release USING gin (to_tsvector('simple', headline || ' ' || text))");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP INDEX release_words");
}
