// Writes lexicon/states.txt from the npm package world-countries (ODbL 1.0, https://github.com/mledoze/countries).
// Use: npm install --prefix /tmp/states world-countries@5.1.0 && node tools/import-states.mjs /tmp/states > lexicon/states.txt
import { readFileSync } from "node:fs";
const countries = JSON.parse(readFileSync(`${process.argv[2]}/node_modules/world-countries/dist/countries.json`, "utf8"));
const list = (words) => [...new Set(words.filter(Boolean))].join("; ");
console.log(`# States and territories of ISO 3166-1. Made by tools/import-states.mjs from the npm package world-countries 5.1.0:
# contains information from mledoze/countries, which is made available under the Open Database License (ODbL) 1.0.
# Not to be edited: what is missing here stands in states-more.txt.
# code | names | adjectives | capitals`);
// A territory does not claim the adjective of a state ("Dutch", "Indian").
const taken = new Set(countries.filter((c) => c.independent).map((c) => c.demonyms?.eng?.m));
for (const c of countries.sort((a, b) => (a.cca3 < b.cca3 ? -1 : 1)))
  console.log([c.cca3, list([c.name.common, c.name.official]), list([c.demonyms?.eng?.m, c.demonyms?.eng?.f].flatMap((d) => (d ?? "").split(", ")).filter((d) => c.independent || !taken.has(d))), list(c.capital ?? [])].join(" | "));
