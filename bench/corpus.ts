/**
 * A made-up catalogue: records of the size and spread of a real portal's (4.4 KB of JSON, five
 * resources, tags, groups, organizations). Record i depends on i alone, so a larger corpus holds
 * every smaller one.
 */
import { between, frequentFirst, pick, type Random, randomFrom, uuidFrom } from './random.ts';

export type MadeDataset = Record<string, unknown> & { readonly id: string; readonly name: string };
export type MadeGroup = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly is_organization: boolean;
  readonly type: string;
};

/** So many of the first records belong to the first organization, and to it belong no others. */
export const IN_FIRST_ORGANIZATION = 1_000;

const FORMATS = ['CSV', 'JSON', 'XML', 'PDF', 'XLSX', 'HTML', 'SHP', 'GeoJSON', 'KML', 'WMS', 'ZIP', 'TXT', 'GPKG', 'TIFF'];
const LICENCES = ['cc-by', 'cc-by-sa', 'cc-zero', 'odc-by', 'odc-odbl', 'uk-ogl', 'notspecified', 'other-open'];
const EXTRAS = ['spatial', 'update_frequency', 'temporal_start', 'contact_email', 'language', 'theme'];
const FUNCTION_WORDS =
  'the of and to in for is on by this with from are data as per at an or be that which each all dataset contains'.split(' ');
const FIRST_DAY = Date.UTC(2013, 0, 1);
const DAYS = 4_380 * 86_400_000;

const words = makeWords(50_000);
const tags = Array.from({ length: 5_000 }, (_, i) => (i % 3 === 0 ? `${wordAt(i + 30)} ${wordAt(i * 7 + 31)}` : wordAt(i + 30)));
const [frequentWord, frequentTag, frequentOrganization] = [frequentFirst(words.length), frequentFirst(tags.length), frequentFirst(199)];

export const organizations: readonly MadeGroup[] = madeGroups(200, true);
export const groups: readonly MadeGroup[] = madeGroups(30, false);

function makeWords(count: number): string[] {
  const random = randomFrom(1);
  const made = new Set(FUNCTION_WORDS);
  const syllable = (): string =>
    pick(random, 'b c d f g h l m n p r s t v br cl dr gr pl sh st tr'.split(' ')) +
    pick(random, 'a e i o u ai ea ou'.split(' ')) +
    pick(random, ['', '', 'n', 'r', 's', 't', 'l', 'm']);
  while (made.size < count) made.add(Array.from({ length: made.size < 1_500 ? 2 : 3 }, syllable).join(''));
  return [...made];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function wordAt(index: number): string {
  return words[index % words.length] ?? '';
}

function madeGroups(count: number, isOrganization: boolean): MadeGroup[] {
  const kind = isOrganization ? 'organization' : 'group';
  return Array.from({ length: count }, (_, i) => ({
    id: uuidFrom(randomFrom(1_000_000 + i + (isOrganization ? 0 : 1_000))),
    name: `${kind}-${i}`,
    title: capital(`${wordAt(i * 13 + 200)} ${wordAt(i * 17 + 201)}`),
    is_organization: isOrganization,
    type: kind,
  }));
}

const timeOf = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, -1)}000`;

/** Record `i`; records beyond the corpus serve as new ones. */
export function madeDataset(i: number): MadeDataset {
  const random = randomFrom(i * 2 + 7);
  const text = (count: number): string => capital(Array.from({ length: count }, () => wordAt(frequentWord(random))).join(' '));
  const organization = i < IN_FIRST_ORGANIZATION ? 0 : 1 + frequentOrganization(random);
  const title = text(between(random, 3, 8));
  const created = FIRST_DAY + random() * DAYS;
  const modified = created + (FIRST_DAY + DAYS - created) * random() ** 2;
  const id = uuidFrom(random);
  const name = `${title.toLowerCase().replaceAll(' ', '-').slice(0, 80)}-${i.toString(36)}`;
  const place = { id, name, created: timeOf(created), modified: timeOf(modified) };
  return {
    id,
    name,
    title,
    notes: Array.from({ length: between(random, 4, 20) }, () => `${text(between(random, 6, 16))}.`).join(' '),
    type: 'dataset',
    state: 'active',
    private: organization > 0 && random() < 0.02,
    owner_org: organizations[organization]?.id,
    author: text(2),
    author_email: `author-${i % 997}@example.org`,
    license_id: pick(random, LICENCES),
    url: '',
    version: '',
    metadata_created: place.created,
    metadata_modified: place.modified,
    tags: [...new Set(Array.from({ length: between(random, 3, 8) }, () => tags[frequentTag(random)] ?? ''))].map((tag) => ({ name: tag })),
    groups: [...new Set(Array.from({ length: between(random, 0, 3) }, () => pick(random, groups)))].map(({ id: group, name: of }) => ({
      id: group,
      name: of,
    })),
    extras: EXTRAS.filter(() => random() < 0.4).map((key) => ({ key, value: text(between(random, 1, 3)) })),
    resources: Array.from({ length: between(random, 2, 8) }, (_, at) => madeResource(random, place, at, text)),
  };
}

type Place = { readonly name: string; readonly created: string; readonly modified: string };

function madeResource(
  random: Random,
  { name, created, modified }: Place,
  at: number,
  text: (count: number) => string,
): Record<string, unknown> {
  const format = pick(random, FORMATS);
  return {
    id: uuidFrom(random),
    name: text(between(random, 2, 5)),
    description: random() < 0.5 ? text(between(random, 4, 15)) : '',
    format,
    url: `https://data.example.org/${name}/${at}.${format.toLowerCase()}`,
    mimetype: null,
    size: between(random, 1_000, 100_000_000),
    hash: '',
    url_type: null,
    resource_type: null,
    created,
    metadata_modified: modified,
    last_modified: null,
  };
}
