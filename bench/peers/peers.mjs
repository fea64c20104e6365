// Tags every text of a JSON file (a list of strings) with each peer, in rounds, and prints the best round in characters a second.
import { readFileSync } from "node:fs";
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";
import compromise from "compromise";

const texts = JSON.parse(readFileSync(process.argv[2], "utf8"));
const length = texts.reduce((sum, text) => sum + text.length, 0);
const wink = winkNLP(model);

function best(read, seconds) {
  let fastest = 0;
  const end = Date.now() + seconds * 1000;
  do {
    const start = process.hrtime.bigint();
    for (const text of texts) read(text);
    fastest = Math.max(fastest, length / (Number(process.hrtime.bigint() - start) / 1e9));
  } while (Date.now() < end);
  return fastest;
}

const wordTags = (text) => wink.readDoc(text).tokens().out(wink.its.pos);
console.log(JSON.stringify({ wink: best(wordTags, 8), compromise: best((text) => compromise(text).json(), 8) }));
