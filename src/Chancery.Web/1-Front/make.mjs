// Makes site.css of the design system and our own styles, and world.svg of the map's shapes. Usage: node make.mjs FOLDER
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "sass";

const [folder] = process.argv.slice(2);
const here = import.meta.dirname;
mkdirSync(folder, { recursive: true });
const { css } = compile(join(here, "site.scss"), { loadPaths: [join(here, "node_modules")], style: "compressed", quietDeps: true });
writeFileSync(join(folder, "site.css"), css);
writeFileSync(join(folder, "world.svg"), world());

// Natural Earth's states at 1:110 million as one symbol each, by their ISO 3166-1 alpha-3 code, in the Equal Earth projection (Šavrič, Patterson, Jenny 2018); what is too
// small to have a shape there is a circle at its middle.
function world() {
  const atlas = JSON.parse(readFileSync(join(here, "node_modules/world-atlas/countries-110m.json"), "utf8"));
  const states = JSON.parse(readFileSync(join(here, "node_modules/world-countries/countries.json"), "utf8"));
  const byNumber = new Map(states.filter(s => s.ccn3).map(s => [s.ccn3, s.cca3]));
  const { scale, translate } = atlas.transform;
  const arcs = atlas.arcs.map(arc => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = indexes => indexes.flatMap((index, i) => {
    const points = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
    return i ? points.slice(1) : points;
  });
  const path = polygons => polygons.map(p => p.flatMap(r => halves(ring(r))).map(half => {
    const points = half.map(project);
    let [px, py] = points[0];
    let text = `M${px} ${py}l`;
    for (const [x, y] of points.slice(1)) {
      const [dx, dy] = [x - px, y - py];
      if (dx || dy)
        text += ` ${dx} ${dy}`;
      [px, py] = [x, y];
    }
    return text + "z";
  }).join("")).join("");
  const drawn = new Map();
  for (const g of atlas.objects.countries.geometries) {
    const code = byNumber.get(g.id) ?? (g.properties.name === "Kosovo" ? "UNK" : null);
    if (code && code !== "ATA")
      drawn.set(code, `<path d="${path(g.type === "Polygon" ? [g.arcs] : g.arcs)}"/>`);
  }
  for (const s of states) {
    if (drawn.has(s.cca3) || !s.latlng)
      continue;
    const [x, y] = project([s.latlng[1], s.latlng[0]]);
    drawn.set(s.cca3, `<circle cx="${x}" cy="${y}" r="5"/>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2000 900">${[...drawn].map(([code, shape]) => `<g id="${code}">${shape}</g>`).join("\n")}</svg>\n`;
}

// A ring that goes over the 180th meridian is laid out without a jump, and cut there into what lies on either side.
function halves(points) {
  let turn = 0;
  const flat = points.map(([x, y], i) => {
    if (i && Math.abs(x - points[i - 1][0]) > 180)
      turn += x < points[i - 1][0] ? 360 : -360;
    return [x + turn, y];
  });
  return [-360, 0, 360].map(shift => cut(cut(flat.map(([x, y]) => [x + shift, y]), x => x + 180), x => 180 - x)).filter(half => half.length > 2);
}

// What of a polygon lies where a measure of its longitude is not below 0 (Sutherland and Hodgman 1974).
function cut(points, measure) {
  return points.flatMap(([x, y], i) => {
    const [px, py] = points[(i + points.length - 1) % points.length];
    const [a, b] = [measure(px), measure(x)];
    const share = a / (a - b);
    const edge = a < 0 !== b < 0 ? [[px + (x - px) * share, py + (y - py) * share]] : [];
    return b < 0 ? edge : [...edge, [x, y]];
  });
}

function project([longitude, latitude]) {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const theta = Math.asin(Math.sqrt(3) / 2 * Math.sin(latitude * Math.PI / 180));
  const t2 = theta * theta, t6 = t2 ** 3;
  const x = 2 * Math.sqrt(3) * (longitude * Math.PI / 180) * Math.cos(theta) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
  const y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
  return [Math.round(1000 + x * 365), Math.round(480 - y * 365)];
}
