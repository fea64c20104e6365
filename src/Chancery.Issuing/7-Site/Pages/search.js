"use strict";
// Words are looked up in files of the site; nothing is sent anywhere.
const FULL = 500;
const plain = t => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đ]/g, "d").replace(/[ł]/g, "l").replace(/[ø]/g, "o").replace(/['’]/g, "");
const wordsOf = t => plain(t).split(/[^\p{L}\p{N}]+/u).filter(w => w.length > 1);
const files = new Map();
const get = path => { if (!files.has(path)) files.set(path, fetch(path).then(r => r.ok ? r.json() : null)); return files.get(path); };
const fileOf = w => "words/" + [...w].slice(0, 3).map(c => /[a-z0-9]/.test(c) ? c : "_").join("") + ".json";

async function ordinalsOf(word) {
  const [file, recent] = await Promise.all([get(fileOf(word)), get("recent.json")]);
  const found = new Set();
  let at = 0;
  for (const step of (file && file[word]) || []) found.add(at += step);
  for (const [ordinal, words] of recent || []) if ((" " + words + " ").includes(" " + word + " ")) found.add(ordinal);
  return found;
}

async function find(text) {
  const words = [...new Set(wordsOf(text))];
  if (words.length === 0) return [];
  const sets = await Promise.all(words.map(ordinalsOf));
  sets.sort((a, b) => a.size - b.size);
  const all = [...sets[0]].filter(o => sets.every(s => s.has(o))).sort((a, b) => b - a);
  const found = [];
  for (const ordinal of all) {
    const part = await get("editions/" + Math.floor(ordinal / FULL) + ".json");
    const entry = part && part[ordinal % FULL];
    if (entry && entry[4]) found.push(entry);
    if (found.length === 100) break;
  }
  return found;
}

async function show(text) {
  const [said, list] = [document.getElementById("said"), document.getElementById("found")];
  said.textContent = "Searching …";
  list.replaceChildren();
  const found = await find(text);
  said.textContent = found.length === 0 ? "Nothing was found." : found.length === 100 ? "The newest 100 releases:" : found.length + (found.length === 1 ? " release:" : " releases:");
  for (const [path, headline, date] of found) {
    const [item, time, link] = [document.createElement("li"), document.createElement("time"), document.createElement("a")];
    time.textContent = date;
    time.dateTime = date;
    link.textContent = headline;
    link.href = "../" + path + "index.html";
    item.append(time, " ", link);
    list.append(item);
  }
}

const box = document.getElementById("q");
if (box) {
  box.value = new URLSearchParams(location.search).get("q") || "";
  if (box.value) show(box.value);
  document.getElementById("search").addEventListener("submit", e => {
    e.preventDefault();
    history.replaceState(null, "", "?q=" + encodeURIComponent(box.value));
    show(box.value);
  });
}
