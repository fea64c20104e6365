using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Sqlite
{
    /// <inheritdoc />
    public partial class PromisesByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "closed",
                table: "commitment_party",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "made",
                table: "commitment_party",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.Sql("UPDATE commitment_party SET made = coalesce((SELECT c.made FROM commitment c WHERE c.id = commitment_id), '0001-01-01'), closed = coalesce((SELECT c.closed FROM commitment c WHERE c.id = commitment_id), '9999-12-31')");
            migrationBuilder.Sql("CREATE TRIGGER commitment_closed AFTER UPDATE OF closed ON commitment WHEN old.closed IS NOT new.closed BEGIN UPDATE commitment_party SET closed = coalesce(new.closed, '9999-12-31') WHERE commitment_id = new.id; END");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER commitment_closed");

            migrationBuilder.DropColumn(
                name: "closed",
                table: "commitment_party");

            migrationBuilder.DropColumn(
                name: "made",
                table: "commitment_party");
        }
    }
}
