using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Seals;
using Chancery.Issuing.Sites;
using Chancery.Issuing.Verification;
using Chancery.Lexicons;
using Chancery.Registers.Store;

namespace Chancery.Benchmarks;

/// <summary>How long a site of many releases takes, whole and after one more; and how soon a copy is recognised among them. PDFs are stood for by as many bytes, for printing is not what is measured.</summary>
internal static class SiteBenchmark
{
    private const int PdfBytes = 30_000;

    /// <summary>Issues so many made releases into a register and publishes them.</summary>
    public static async Task<int> RunAsync(string folder, int count)
    {
        var (store, fault) = await RegisterStore.OpenAsync(Path.Combine(folder, "register.db")).ConfigureAwait(false);
        if (store is null)
        {
            await Console.Error.WriteLineAsync(fault).ConfigureAwait(false);
            return 1;
        }
        var sealer = new Sealer(Path.Combine(folder, "keys"), "", "https://press.example", TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var head = PublicLog.Root;
        for (var from = 0; from < count; from += 1000)
            head = await IssueAsync(store, sealer, from, Math.Min(count, from + 1000), count + 1, head).ConfigureAwait(false);
        Console.WriteLine($"{count:N0} releases issued in {watch.Elapsed.TotalSeconds:F0} s");
        var publisher = new Publisher(store, Lexicon.Standard, sealer, TimeProvider.System);
        var site = Path.Combine(folder, "site");
        await PublishAsync("the whole site", publisher, site).ConfigureAwait(false);
        await IssueAsync(store, sealer, count, count + 1, count + 1, head).ConfigureAwait(false);
        await PublishAsync("after one more", publisher, site).ConfigureAwait(false);
        await PublishAsync("nothing new", publisher, site).ConfigureAwait(false);
        var pages = Directory.EnumerateFiles(Path.Combine(folder, "site.trees", "a", "releases"), "index.html", SearchOption.AllDirectories).Select(f => new FileInfo(f).Length).Order().ToList();
        Console.WriteLine($"a release's page: half up to {pages[pages.Count / 2] / 1000.0:F1} kB, the largest {pages[^1] / 1000.0:F1} kB; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        foreach (var at in new[] { 7, count / 2, count - 3 })
        {
            var text = SheetOf(at, count + 1).Body.Replace("agreed", "refused", StringComparison.Ordinal);
            watch.Restart();
            var verdict = await new Verifier(PublicSite.InFolder(site)).VerifyAsync(Exhibits.OfWords(text)).ConfigureAwait(false);
            Console.WriteLine($"a copy of release {at + 1:N0} with a word changed: {Exhibits.Word(verdict.Finding)}, {verdict.Number}, in {watch.ElapsedMilliseconds} ms");
        }
        return 0;
    }

    private static async Task PublishAsync(string what, Publisher publisher, string site)
    {
        var watch = Stopwatch.StartNew();
        var done = await publisher.PublishAsync(site, "https://press.example", null, CancellationToken.None).ConfigureAwait(false);
        Console.WriteLine($"{what}: {watch.Elapsed.TotalSeconds:F1} s, {done.Files:N0} files written, {done.Bytes / 1e6:N1} MB{(done.Fault is null ? "" : "; " + done.Fault)}");
    }

    private static Sheet SheetOf(int at, int count)
    {
        var text = MadeReleases.Text(at, count).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var day = new DateOnly(2010, 1, 1).AddDays((int)(5800L * at / count));
        return new Sheet { House = "KHM", Headline = text[1].ReplaceLineEndings(" "), Body = string.Join("\n\n", text.Where(t => t.Length > 60).DefaultIfEmpty(text[^1])), Place = "Phnom Penh", Date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Signatory = "Sok Dara", Office = "Spokesperson" };
    }

    private static async Task<string> IssueAsync(RegisterStore store, Sealer sealer, int from, int to, int count, string head)
    {
        var (reader, documents) = (new Reader(), new DocumentSet(Lexicon.Standard));
        var letterhead = Letterheads.Of(Lexicon.Standard, "KHM", "");
        var made = new (Sheet Sheet, List<IssuedFileRow> Files, string Code, string Number)[to - from];
        var (key, _) = sealer.Key("House");
        using (key)
        {
            Parallel.For(from, to, i =>
            {
                var sheet = SheetOf(i, count);
                var number = $"{i + 1}/{sheet.Date[..4]}";
                var code = ReleaseCode.New();
                var draft = documents.Compose(sheet, $"No. {number}", null, "", DateTime.UtcNow, ReleaseCode.AddressOf("https://press.example", code));
                var record = reader.Read(draft.Text).Record;
                var html = ReleaseHtml.Write(draft, record.Release, Lexicon.Standard, letterhead);
                var pdf = new byte[PdfBytes];
                new Random(i).NextBytes(pdf);
                var slug = $"khm-{sheet.Date[..4]}-{i + 1}";
                var files = new List<IssuedFileRow>();
                foreach (var (form, bytes) in new (string, byte[])[] { ("html", Encoding.UTF8.GetBytes(html)), ("pdf", pdf), ("docx", ReleaseDocx.Write(draft, Lexicon.Standard, letterhead)), ("txt", Encoding.UTF8.GetBytes(draft.Text)), ("ninjs", Ninjs.Write(draft, html, record, new IssueFacts("urn:x", "House", number, 1, "", DateTime.UtcNow, null), Lexicon.Standard)), ("record", RecordJson.Utf8(record).ToArray()) })
                    files.Add(new IssuedFileRow { Form = form, Name = slug + DocumentSet.Forms.First(f => f.Form == form).Ending, Bytes = Packed.Pack(bytes), Hash = Sealer.HashOf(bytes) });
                made[i - from] = (sheet, files, code, number);
            });
            foreach (var file in made.SelectMany(m => m.Files))
                file.Signature = Jws.Sign(new System.Text.Json.Nodes.JsonObject { ["sha256"] = file.Hash }, key!);
        }
        var context = store.Context();
        await using (context.ConfigureAwait(false))
        {
            for (var i = from; i < to; i++)
            {
                var (sheet, files, code, number) = made[i - from];
                var at = DateTime.Parse(sheet.Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).AddHours(9);
                var line = PublicLog.Write(new LoggedIssue { Index = i + 1, At = at, House = "KHM", Issuer = letterhead.EnglishName ?? "", Number = number, Edition = 1, Code = code, Headline = sheet.Headline, Files = [.. files.Select(f => new LoggedFile(f.Name, f.Form, f.Hash))], Previous = head });
                head = PublicLog.HashOf(line);
                context.Drafts.Add(new DraftRow { Id = i + 1, House = "KHM", Stage = "issued", Number = number, Code = code, Headline = sheet.Headline, Version = 1, Author = "bench", Begun = at, Changed = at, Issued = at });
                context.DraftVersions.Add(new DraftVersionRow { DraftId = i + 1, Version = 1, Sheet = Packed.Pack(sheet.Json()), Who = "bench", At = at });
                foreach (var file in files)
                    file.DraftId = i + 1;
                context.IssuedFiles.AddRange(files);
                context.PublicLog.Add(new PublicLogRow { Number = i + 1, DraftId = i + 1, Line = line, Hash = head });
            }
            await context.SaveChangesAsync().ConfigureAwait(false);
        }
        return head;
    }
}
