// Outlines of countries from world-atlas (Natural Earth, public domain), at a fineness that a panel of the page can show.
import fs from 'node:fs';
import path from 'node:path';
import { filter, quantile, presimplify, simplify } from 'topojson-simplify';
import { quantize } from 'topojson-client';

/** Share of the points that is left. */
const KEEP = 0.3;

export function outlines(web) {
  const atlas = JSON.parse(fs.readFileSync(path.join(web, 'node_modules', 'world-atlas', 'countries-50m.json'), 'utf8'));
  const codes = new Map();
  for (const line of fs.readFileSync(path.join(web, '..', 'data', 'knowledge', 'country_codes.tsv'), 'utf8').split('\n')) {
    const [alpha3, , , numeric] = line.split('\t');
    if (numeric && !line.startsWith('#')) codes.set(numeric, alpha3);
  }
  const { countries } = atlas.objects;
  countries.geometries = countries.geometries.filter((one) => one.id !== '010').map((one) => ({
    type: one.type, arcs: one.arcs, id: codes.get(one.id) ?? (one.properties.name === 'Kosovo' ? 'KOS' : undefined), properties: { name: one.properties.name },
  }));
  const weighed = presimplify({ ...atlas, objects: { countries } });
  const plain = filter(simplify(weighed, quantile(weighed, KEEP)));
  return JSON.stringify(quantize(plain, 12_000));
}
