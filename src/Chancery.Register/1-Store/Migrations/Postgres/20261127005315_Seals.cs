using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Postgres
{
    /// <inheritdoc />
    public partial class Seals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "signature",
                table: "issued_file",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "code",
                table: "draft",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "public_log",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_public_log", x => x.number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_draft_house_number",
                table: "draft",
                columns: new[] { "house", "number" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "public_log");

            migrationBuilder.DropIndex(
                name: "IX_draft_house_number",
                table: "draft");

            migrationBuilder.DropColumn(
                name: "signature",
                table: "issued_file");

            migrationBuilder.DropColumn(
                name: "code",
                table: "draft");
        }
    }
}
