// Tags every text of a JSON file (a list of strings) with each peer and prints the characters a second of its best fifth of a second, the collection of garbage with it.
import { readFileSync } from "node:fs";
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";
import compromise from "compromise";

const texts = JSON.parse(readFileSync(process.argv[2], "utf8"));
const length = texts.reduce((sum, text) => sum + text.length, 0);
const wink = winkNLP(model);

function best(read, seconds) {
  let fastest = 0;
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    let done = 0;
    const start = performance.now();
    while (performance.now() - start < 200) {
      for (const text of texts) read(text);
      done += length;
    }
    fastest = Math.max(fastest, (done * 1000) / (performance.now() - start));
  }
  return fastest;
}

const wordTags = (text) => wink.readDoc(text).tokens().out(wink.its.pos);
console.log(JSON.stringify({ wink: best(wordTags, 20), compromise: best((text) => compromise(text).json(), 20) }));
