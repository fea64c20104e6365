"use strict";
// All is compared here, in the browser; nothing is sent anywhere.
const verdict = document.getElementById("verdict");
const cache = new Map();
const get = (path, as = "json") => { if (!cache.has(path)) cache.set(path, fetch("../" + path).then(r => r.ok ? r[as]() : null)); return cache.get(path); };
const plain = t => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/ł/g, "l").replace(/ø/g, "o");
const wordsOf = t => plain(t).replace(/['’]/g, "").split(/[^\p{L}\p{N}]+/u).filter(w => w.length > 1);

function say(kind, heading, ...parts) {
  const box = document.createElement("div");
  box.className = "verdict " + kind;
  const h = document.createElement("h2");
  h.textContent = heading;
  box.append(h);
  for (const part of parts) {
    if (!part) continue;
    if (typeof part === "string") { const p = document.createElement("p"); p.textContent = part; box.append(p); } else box.append(part);
  }
  verdict.replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}
function linkTo(path, text) { const p = document.createElement("p"); const a = document.createElement("a"); a.href = "../" + path; a.textContent = text; p.append(a); return p; }

async function entryOf(path) {
  for (let part = 0; ; part++) {
    const all = await get("search/editions/" + part + ".json");
    if (!all) return null;
    const own = all.filter(e => e[0] === path);
    if (own.length) return own;
  }
}
const hex = buffer => [...new Uint8Array(buffer)].map(b => b.toString(16).padStart(2, "0")).join("");

async function byFile(file) {
  say("", "Comparing …");
  const bytes = await file.arrayBuffer();
  const hash = hex(await crypto.subtle.digest("SHA-256", bytes));
  const known = await get("verify/hashes/" + hash.slice(0, 3) + ".json");
  if (known && known[hash]) {
    const [path, edition, name] = known[hash];
    const own = await entryOf(path) || [];
    const holds = own.find(e => e[4]);
    const newest = own.length ? Math.max(...own.map(e => e[3])) : edition;
    if (edition < newest) return say("bad", "Genuine, but an older edition", "This file is edition " + edition + ". Edition " + newest + " has taken its place.", linkTo(path + "index.html", "The edition that holds"));
    if (!holds) return say("bad", "Genuine, but withdrawn", "This file was issued, and what it says was withdrawn later.", linkTo(path + "index.html", "Why"));
    return say("good", "Genuine", "This file was issued as " + name + ", bit for bit.", linkTo(path + "index.html", own[0] ? own[0][1] : path));
  }
  const text = await textOf(file.name, new Uint8Array(bytes));
  if (text === null && await fetch("../api/verify").then(r => r.status === 204, () => false)) {
    const button = document.createElement("button");
    button.textContent = "Send this file to the ministry's own checker";
    button.addEventListener("click", async () => {
      const form = new FormData();
      form.append("file", file);
      const answer = await fetch("../api/verify", { method: "POST", body: form }).then(r => r.json());
      say(answer.genuine ? "good" : "bad", answer.genuine ? "Genuine: " + answer.finding : "Not genuine: " + answer.finding, ...(answer.departures || []).map(d => "“" + d.given + "”: issued was “" + d.issued + "”"), ...(answer.remarks || []), answer.path ? linkTo(answer.path + "index.html", answer.headline) : "");
    });
    return say("", "Not the same file as any that was issued", "Its words cannot be read here. SHA-256: " + hash, button);
  }
  if (text === null) return say("", "Not the same file as any that was issued", "It may be a copy that was saved or printed anew: copy its words into the box below, or use the program chancery verify. SHA-256: " + hash);
  return byText(text);
}

async function textOf(name, bytes) {
  const head = String.fromCharCode(...bytes.slice(0, 5));
  if (head.startsWith("%PDF")) return null;
  if (head.startsWith("PK")) return docx(bytes);
  if (bytes.slice(0, 2000).includes(0)) return null;
  const text = new TextDecoder().decode(bytes);
  if (!/<(html|body|article|p)[\s>]/i.test(text)) return text;
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const e of page.querySelectorAll("script,style,nav,aside,header nav,footer")) e.remove();
  for (const e of page.querySelectorAll("p,h1,h2,li,br,div")) e.append("\n");
  return (page.querySelector("article") || page.body).textContent;
}

async function docx(bytes) {
  // The directory at the end of a zip file leads to word/document.xml (APPNOTE 6.3).
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return null;
  let at = view.getUint32(end + 16, true);
  let text = "";
  for (let n = view.getUint16(end + 10, true); n > 0 && at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50; n--) {
    const [method, size, length, extra, comment, local] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
    const name = new TextDecoder().decode(bytes.slice(at + 46, at + 46 + length));
    if (/^word\/(document|header\d*)\.xml$/.test(name)) {
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const packed = bytes.slice(from, from + size);
      const xml = method === 0 ? new TextDecoder().decode(packed) : await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
      text += xml.replace(/<\/w:p>|<w:br\s*\/>/g, "\n").replace(/<[^>]+>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, "&") + "\n";
    }
    at += 46 + length + extra + comment;
  }
  return text;
}

async function candidates(words) {
  const recent = await get("search/recent.json") || [];
  const votes = new Map();
  const rare = [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 40);
  for (const word of rare) {
    const file = await get("search/words/" + [...word].slice(0, 3).map(c => /[a-z0-9]/.test(c) ? c : "_").join("") + ".json");
    const found = [];
    let at = 0;
    for (const step of (file && file[word]) || []) found.push(at += step);
    for (const [ordinal, all] of recent) if ((" " + all + " ").includes(" " + word + " ")) found.push(ordinal);
    for (const ordinal of found) votes.set(ordinal, (votes.get(ordinal) || 0) + 1 / (1 + Math.log(1 + found.length)));
  }
  return [...votes].sort((a, b) => b[1] - a[1]).slice(0, 4).map(v => v[0]);
}

// The longest common run of words, line by line of the table kept small: Myers' greedy search (1986).
function compare(a, b) {
  const max = a.length + b.length, trace = [];
  let v = new Map([[1, 0]]);
  outer: for (let d = 0; d <= Math.min(max, 4000); d++) {
    trace.push(new Map(v));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && (v.get(k - 1) ?? -1) < (v.get(k + 1) ?? -1)) ? v.get(k + 1) ?? 0 : (v.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x].plain === b[y].plain) { x++; y++; }
      v.set(k, x);
      if (x >= a.length && y >= b.length) break outer;
    }
    if (d === Math.min(max, 4000)) return null;
  }
  const steps = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const t = trace[d], k = x - y;
    const prev = k === -d || (k !== d && (t.get(k - 1) ?? -1) < (t.get(k + 1) ?? -1)) ? k + 1 : k - 1;
    const px = t.get(prev) ?? 0, py = px - prev;
    while (x > px && y > py) { steps.push(["=", --x, --y]); }
    if (d > 0) { if (x === px) steps.push(["+", x, --y]); else steps.push(["-", --x, y]); }
  }
  return steps.reverse();
}
// From where to where the two are alike: where words in common outweigh what lies between them most. A lone word that both happen to have is no part of it.
function alike(steps) {
  const parts = [];
  for (let i = 0; i < steps.length; i++) {
    const same = steps[i][0] === "=", last = parts[parts.length - 1];
    if (last && last.same === same) last.end = i + 1; else parts.push({ same, start: i, end: i + 1 });
  }
  let best = 0, from = -1, to = -1, sum = 0, start = 0;
  for (const part of parts) {
    if (part.same) {
      if (sum <= 0) { sum = 0; start = part.start; }
      sum += part.end - part.start;
      if (sum > best) { best = sum; from = start; to = part.end; }
    } else {
      const own = steps.slice(part.start, part.end);
      sum -= Math.min(own.filter(s => s[0] === "-").length, 12) + 0.5 * Math.min(own.filter(s => s[0] === "+").length, 12);
    }
  }
  return [from, to];
}
const tokens = t => [...t.matchAll(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)].map(m => ({ word: m[0], plain: plain(m[0]).replace(/['’]/g, "'") }));

async function byText(text) {
  say("", "Comparing …");
  const given = tokens(text);
  if (given.length < 5) return say("", "Too few words to compare");
  let best = null;
  for (const ordinal of await candidates(wordsOf(text))) {
    const part = await get("search/editions/" + Math.floor(ordinal / 500) + ".json");
    const entry = part && part[ordinal % 500];
    if (!entry) continue;
    const slug = entry[0].split("/")[2];
    const issued = await get(entry[0] + slug + (entry[3] > 1 ? "-edition-" + entry[3] : "") + ".txt", "text");
    if (!issued) continue;
    const own = tokens(issued);
    const steps = compare(given, own);
    if (!steps) continue;
    const [from, to] = alike(steps);
    if (from < 0) continue;
    const inner = steps.slice(from, to);
    const same = inner.filter(s => s[0] === "=").length;
    const weight = same - (inner.length - same);
    if (!best || weight > best.weight) best = { entry, own, steps, same, from, to, inner, weight };
  }
  if (!best || best.same < Math.min(given.length * 0.45, 40)) return say("bad", "Unknown", "No release says this. It was not issued here.");
  const [first, last, inner] = [best.from, best.to - 1, best.inner];
  const strange = inner.filter(s => s[0] === "-").length;
  const gaps = inner.filter(s => s[0] === "+").length;
  const around = given.length - inner.filter(s => s[0] !== "+").length;
  const older = best.entry[4] ? null : "This is not the edition that holds: see the page of the release.";
  const link = linkTo(best.entry[0] + "index.html", best.entry[1]);
  if (strange === 0 && gaps === 0) return say(older ? "bad" : "good", best.same >= best.own.length * 0.97 ? "The wording that was issued" : "A passage that was issued", best.same >= best.own.length * 0.97 ? "All its words are those of edition " + best.entry[3] + "." : "These words stand so in edition " + best.entry[3] + ", with more before or after them.", around > 0 ? around + " words around it are not the release's." : null, older, link);
  const p = document.createElement("p");
  let shown = 0;
  for (let i = Math.max(0, first - 20); i <= Math.min(best.steps.length - 1, last + 20) && shown < 4000; i++) {
    const [op, x, y] = best.steps[i];
    const near = best.steps.slice(Math.max(0, i - 6), i + 7).some(s => s[0] !== "=");
    if (!near) { if (p.lastChild && p.lastChild.textContent !== " … ") p.append(" … "); continue; }
    const e = document.createElement(op === "=" ? "span" : op === "-" ? "del" : "ins");
    e.textContent = op === "+" ? best.own[y].word : given[x].word;
    p.append(e, " ");
    shown++;
  }
  say("bad", "Altered", "It is close to edition " + best.entry[3] + " of a release, but not the same. Struck through: what you have. Underlined: what was issued.", older, p, link);
}

document.getElementById("by-text").addEventListener("submit", e => { e.preventDefault(); byText(document.getElementById("text").value); });
document.getElementById("file").addEventListener("change", e => { if (e.target.files[0]) byFile(e.target.files[0]); });
const drop = document.getElementById("drop");
drop.addEventListener("dragover", e => { e.preventDefault(); drop.classList.add("over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", e => { e.preventDefault(); drop.classList.remove("over"); if (e.dataTransfer.files[0]) byFile(e.dataTransfer.files[0]); });
document.getElementById("by-code").addEventListener("submit", async e => {
  e.preventDefault();
  const typed = document.getElementById("code").value.toUpperCase().replace(/[^A-Z0-9]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const code = typed.slice(0, 4) + "-" + typed.slice(4);
  const page = await fetch("../v/" + code + "/index.html");
  if (page.ok) location.href = "../v/" + code + "/index.html"; else say("bad", "Unknown code", "No document that was issued bears the code " + code + ".");
});
