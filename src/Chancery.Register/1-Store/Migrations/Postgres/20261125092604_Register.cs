using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Registers.Store.Postgres
{
    /// <inheritdoc />
    public partial class Register : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    engagement_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    day_start = table.Column<DateOnly>(type: "date", nullable: true),
                    heads = table.Column<string>(type: "text", nullable: false),
                    word_from = table.Column<int>(type: "integer", nullable: false),
                    word_until = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => new { x.release_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "act",
                columns: table => new
                {
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    party_by = table.Column<string>(type: "text", nullable: false),
                    word_to = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    about = table.Column<string>(type: "text", nullable: true),
                    shows = table.Column<string>(type: "text", nullable: true),
                    word_from = table.Column<int>(type: "integer", nullable: false),
                    word_until = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_act", x => new { x.release_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "attendance",
                columns: table => new
                {
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    engagement_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    party = table.Column<string>(type: "text", nullable: true),
                    offices = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendance", x => new { x.release_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "commitment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    party_by = table.Column<string>(type: "text", nullable: false),
                    word_to = table.Column<string>(type: "text", nullable: false),
                    parties = table.Column<string>(type: "text", nullable: false),
                    pair = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    word_from = table.Column<int>(type: "integer", nullable: false),
                    word_until = table.Column<int>(type: "integer", nullable: false),
                    made = table.Column<DateOnly>(type: "date", nullable: true),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    due_words = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    closed = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_by = table.Column<long>(type: "bigint", nullable: true),
                    decided = table.Column<bool>(type: "boolean", nullable: false),
                    officer = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    remind = table.Column<DateOnly>(type: "date", nullable: true),
                    gone = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commitment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commitment_party",
                columns: table => new
                {
                    parties = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    commitment_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commitment_party", x => new { x.parties, x.due, x.commitment_id });
                });

            migrationBuilder.CreateTable(
                name: "engagement",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    day_start = table.Column<DateOnly>(type: "date", nullable: true),
                    day_end = table.Column<DateOnly>(type: "date", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    occasion = table.Column<string>(type: "text", nullable: true),
                    parties = table.Column<string>(type: "text", nullable: false),
                    meet = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engagement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    details = table.Column<string>(type: "text", nullable: false),
                    previous = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "membership",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    party = table.Column<string>(type: "text", nullable: true),
                    role = table.Column<string>(type: "text", nullable: false),
                    first_seen = table.Column<DateOnly>(type: "date", nullable: true),
                    last_seen = table.Column<DateOnly>(type: "date", nullable: true),
                    day_start = table.Column<DateOnly>(type: "date", nullable: true),
                    day_end = table.Column<DateOnly>(type: "date", nullable: true),
                    release_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_key = table.Column<string>(type: "text", nullable: false),
                    party = table.Column<string>(type: "text", nullable: true),
                    merged_into = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person_word",
                columns: table => new
                {
                    word = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_word", x => new { x.word, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "proposal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    commitment_id = table.Column<long>(type: "bigint", nullable: true),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    other_id = table.Column<long>(type: "bigint", nullable: true),
                    release_id = table.Column<long>(type: "bigint", nullable: true),
                    on_day = table.Column<DateOnly>(type: "date", nullable: true),
                    days_late = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    passage = table.Column<string>(type: "text", nullable: false),
                    word_from = table.Column<int>(type: "integer", nullable: false),
                    word_until = table.Column<int>(type: "integer", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "relation",
                columns: table => new
                {
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    pair = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: true),
                    how_manieth = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    on_day = table.Column<DateOnly>(type: "date", nullable: true),
                    word_from = table.Column<int>(type: "integer", nullable: false),
                    word_until = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_relation", x => new { x.release_id, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "release",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    headline = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: true),
                    issuer = table.Column<string>(type: "text", nullable: true),
                    issuer_name = table.Column<string>(type: "text", nullable: true),
                    on_day = table.Column<DateOnly>(type: "date", nullable: true),
                    body_hash = table.Column<string>(type: "text", nullable: false),
                    edition_key = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    replaced_by = table.Column<long>(type: "bigint", nullable: true),
                    record = table.Column<byte[]>(type: "bytea", nullable: false),
                    knowledge = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_release", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "release_day",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_release_day", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "release_pair",
                columns: table => new
                {
                    pair = table.Column<string>(type: "text", nullable: false),
                    release_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_release_pair", x => new { x.pair, x.release_id });
                });

            migrationBuilder.CreateTable(
                name: "release_party",
                columns: table => new
                {
                    party = table.Column<string>(type: "text", nullable: false),
                    release_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_release_party", x => new { x.party, x.release_id });
                });

            migrationBuilder.CreateTable(
                name: "sequence",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    next_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sequence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "source",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    imported = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    release_id = table.Column<long>(type: "bigint", nullable: true),
                    fault = table.Column<string>(type: "text", nullable: true),
                    knowledge = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "sequence",
                columns: new[] { "id", "next_id" },
                values: new object[] { 1, 1L });

            migrationBuilder.CreateIndex(
                name: "IX_account_engagement_id",
                table: "account",
                column: "engagement_id");

            migrationBuilder.CreateIndex(
                name: "IX_attendance_engagement_id",
                table: "attendance",
                column: "engagement_id");

            migrationBuilder.CreateIndex(
                name: "IX_attendance_person_id",
                table: "attendance",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_commitment_pair",
                table: "commitment",
                column: "pair");

            migrationBuilder.CreateIndex(
                name: "IX_commitment_release_id",
                table: "commitment",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "IX_commitment_state_due",
                table: "commitment",
                columns: new[] { "state", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_commitment_party_commitment_id",
                table: "commitment_party",
                column: "commitment_id");

            migrationBuilder.CreateIndex(
                name: "IX_engagement_meet",
                table: "engagement",
                column: "meet");

            migrationBuilder.CreateIndex(
                name: "IX_membership_person_id_role",
                table: "membership",
                columns: new[] { "person_id", "role" });

            migrationBuilder.CreateIndex(
                name: "IX_person_merged_into",
                table: "person",
                column: "merged_into");

            migrationBuilder.CreateIndex(
                name: "IX_person_name_key",
                table: "person",
                column: "name_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_proposal_commitment_id",
                table: "proposal",
                column: "commitment_id");

            migrationBuilder.CreateIndex(
                name: "IX_proposal_decision",
                table: "proposal",
                column: "decision");

            migrationBuilder.CreateIndex(
                name: "IX_proposal_release_id",
                table: "proposal",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "IX_relation_pair",
                table: "relation",
                column: "pair");

            migrationBuilder.CreateIndex(
                name: "IX_release_body_hash",
                table: "release",
                column: "body_hash");

            migrationBuilder.CreateIndex(
                name: "IX_release_edition_key",
                table: "release",
                column: "edition_key");

            migrationBuilder.CreateIndex(
                name: "IX_release_pair_release_id",
                table: "release_pair",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "IX_release_party_release_id",
                table: "release_party",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "IX_source_hash",
                table: "source",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_source_release_id",
                table: "source",
                column: "release_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "act");

            migrationBuilder.DropTable(
                name: "attendance");

            migrationBuilder.DropTable(
                name: "commitment");

            migrationBuilder.DropTable(
                name: "commitment_party");

            migrationBuilder.DropTable(
                name: "engagement");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "membership");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "person_word");

            migrationBuilder.DropTable(
                name: "proposal");

            migrationBuilder.DropTable(
                name: "relation");

            migrationBuilder.DropTable(
                name: "release");

            migrationBuilder.DropTable(
                name: "release_day");

            migrationBuilder.DropTable(
                name: "release_pair");

            migrationBuilder.DropTable(
                name: "release_party");

            migrationBuilder.DropTable(
                name: "sequence");

            migrationBuilder.DropTable(
                name: "source");
        }
    }
}
