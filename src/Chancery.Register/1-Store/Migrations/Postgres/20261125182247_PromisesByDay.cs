using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Postgres
{
    /// <inheritdoc />
    public partial class PromisesByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_commitment_party",
                table: "commitment_party");

            migrationBuilder.DropIndex(
                name: "IX_commitment_party_commitment_id",
                table: "commitment_party");

            migrationBuilder.AddColumn<DateOnly>(
                name: "closed",
                table: "commitment_party",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "made",
                table: "commitment_party",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.Sql("UPDATE commitment_party p SET made = coalesce(c.made, '-infinity'), closed = coalesce(c.closed, 'infinity') FROM commitment c WHERE c.id = p.commitment_id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_commitment_party",
                table: "commitment_party",
                columns: new[] { "commitment_id", "parties" });

            migrationBuilder.CreateIndex(
                name: "IX_commitment_party_parties_due_commitment_id",
                table: "commitment_party",
                columns: new[] { "parties", "due", "commitment_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "made", "closed" });

            migrationBuilder.Sql("CREATE FUNCTION chancery_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE commitment_party SET closed = coalesce(NEW.closed, 'infinity') WHERE commitment_id = NEW.id; RETURN NULL; END $$");
            migrationBuilder.Sql("CREATE TRIGGER commitment_closed AFTER UPDATE OF closed ON commitment FOR EACH ROW WHEN (OLD.closed IS DISTINCT FROM NEW.closed) EXECUTE FUNCTION chancery_closed()");
            // By how often a word occurs a search chooses its way; of the 1,000 words that are counted by default the last is still a common one.
            migrationBuilder.Sql("ALTER TABLE release ALTER COLUMN words SET STATISTICS 250");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER commitment_closed ON commitment");
            migrationBuilder.Sql("DROP FUNCTION chancery_closed()");

            migrationBuilder.DropPrimaryKey(
                name: "PK_commitment_party",
                table: "commitment_party");

            migrationBuilder.DropIndex(
                name: "IX_commitment_party_parties_due_commitment_id",
                table: "commitment_party");

            migrationBuilder.DropColumn(
                name: "closed",
                table: "commitment_party");

            migrationBuilder.DropColumn(
                name: "made",
                table: "commitment_party");

            migrationBuilder.AddPrimaryKey(
                name: "PK_commitment_party",
                table: "commitment_party",
                columns: new[] { "parties", "due", "commitment_id" });

            migrationBuilder.CreateIndex(
                name: "IX_commitment_party_commitment_id",
                table: "commitment_party",
                column: "commitment_id");
        }
    }
}
