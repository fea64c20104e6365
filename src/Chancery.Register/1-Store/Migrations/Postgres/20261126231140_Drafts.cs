using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Postgres
{
    /// <inheritdoc />
    public partial class Drafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "clock",
                columns: table => new
                {
                    boot = table.Column<string>(type: "text", nullable: false),
                    wall = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ticks = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clock", x => x.boot);
                });

            migrationBuilder.CreateTable(
                name: "draft",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    house = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    corrects = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    headline = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    begun = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    circle = table.Column<string>(type: "text", nullable: true),
                    due = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    issued = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    release_id = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "draft_answer",
                columns: table => new
                {
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    remark = table.Column<string>(type: "text", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft_answer", x => new { x.draft_id, x.remark });
                });

            migrationBuilder.CreateTable(
                name: "draft_comment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    said = table.Column<string>(type: "text", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    settled_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft_comment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "draft_step",
                columns: table => new
                {
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft_step", x => new { x.draft_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "draft_version",
                columns: table => new
                {
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sheet = table.Column<byte[]>(type: "bytea", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft_version", x => new { x.draft_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "house_number",
                columns: table => new
                {
                    house = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_house_number", x => new { x.house, x.year });
                });

            migrationBuilder.CreateTable(
                name: "issued_file",
                columns: table => new
                {
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    is_embargoed = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_file", x => new { x.draft_id, x.is_embargoed, x.form });
                });

            migrationBuilder.CreateIndex(
                name: "IX_draft_release_id",
                table: "draft",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "IX_draft_stage_due",
                table: "draft",
                columns: new[] { "stage", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_draft_comment_draft_id",
                table: "draft_comment",
                column: "draft_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "clock");

            migrationBuilder.DropTable(
                name: "draft");

            migrationBuilder.DropTable(
                name: "draft_answer");

            migrationBuilder.DropTable(
                name: "draft_comment");

            migrationBuilder.DropTable(
                name: "draft_step");

            migrationBuilder.DropTable(
                name: "draft_version");

            migrationBuilder.DropTable(
                name: "house_number");

            migrationBuilder.DropTable(
                name: "issued_file");
        }
    }
}
