/**
 * `npm run bench [-- PART...]`: measures what the catalogue promises about speed and prints one
 * table. Without names of parts all of them are measured.
 */
import { calibrate } from './calibration.ts';
import { type Figure, inShort, tableOf } from './figure.ts';
import { create } from './parts/create.ts';
import { formSave } from './parts/form-save.ts';
import { groups } from './parts/groups.ts';
import { importing } from './parts/import.ts';
import { organization } from './parts/organization.ts';
import { pages } from './parts/pages.ts';
import { resources } from './parts/resources.ts';
import { search } from './parts/search.ts';
import { show } from './parts/show.ts';
import { start } from './parts/start.ts';
import { upload } from './parts/upload.ts';

const PARTS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  show,
  organization,
  groups,
  create,
  resources,
  start,
  import: importing,
  search,
  upload,
  pages,
  'form-save': formSave,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}": choose of ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const begun = performance.now();
  const before = calibrate();
  const measured = await part();
  figures.push(...measured);
  console.log(
    `${name}: ${inShort((performance.now() - begun) / 1_000)} s, calibration ${inShort(before)} ms before and ${inShort(calibrate())} ms after`,
  );
  console.log(`${tableOf(measured)}\n`);
}
const short = figures.filter(({ ok }) => !ok);
if (asked.length !== 1) console.log(tableOf(figures));
console.log(`${figures.length - short.length} ok, ${short.length} short`);
process.exitCode = short.length === 0 ? 0 : 1;
