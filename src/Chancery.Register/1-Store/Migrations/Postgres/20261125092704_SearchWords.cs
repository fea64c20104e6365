using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Postgres;

/// <summary>The index of words, which is no table of the model.</summary>
[DbContext(typeof(PostgresRegister))]
[Migration("20261125092704_SearchWords")]
internal sealed class SearchWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // The extension's own function may not stand in an index, for its dictionary might be changed; ours names the dictionary.
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS unaccent");
        migrationBuilder.Sql("CREATE OR REPLACE FUNCTION chancery_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$ SELECT public.unaccent('public.unaccent', $1) $$");
        // Kept beside the text: a common word is found by walking from the newest release down, which must not cut and fold each text again.
        migrationBuilder.Sql("ALTER TABLE release ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', chancery_plain(headline || ' ' || text))) STORED");
        migrationBuilder.Sql("CREATE INDEX release_words ON release USING gin (words)");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE release DROP COLUMN words");
        migrationBuilder.Sql("DROP FUNCTION chancery_plain(text)");
    }
}
