using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Postgres;

/// <summary>The index of words, which is no table of the model.</summary>
[DbContext(typeof(PostgresRegister))]
[Migration("20261125053508_SearchWords")]
internal sealed class SearchWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // The extension's own function may not stand in an index, for its dictionary might be changed; ours names the dictionary.
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS unaccent");
        migrationBuilder.Sql("CREATE OR REPLACE FUNCTION chancery_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$ SELECT public.unaccent('public.unaccent', $1) $$");
        migrationBuilder.Sql("CREATE INDEX release_words ON release USING gin (to_tsvector('simple', chancery_plain(headline || ' ' || text)))");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP INDEX release_words");
        migrationBuilder.Sql("DROP FUNCTION chancery_plain(text)");
    }
}
