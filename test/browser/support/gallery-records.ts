/** Records in states that the sample has none of, made through the API: files to preview, long words, empty ones. */
import { crc32, deflateSync } from 'node:zlib';

export const OWNER = 'information-management-cfd';
export const FILES = 'gallery-of-files';
export const LONG = 'gallery-of-long-words';
export const BARE = 'gallery-of-nothing';

const LONG_WORD = 'Hydrometeorologicalobservationnetworkmaintenanceschedule'.repeat(2);
/** A PNG of a sunset over water, made here so that no picture need lie in the repository. */
function picture(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const sky = y / height;
    const pixel = sky < 0.6 ? [250 - sky * 120, 190 - sky * 160, 90 + sky * 150] : [20, 60 + (y % 7) * 6, 110 + (y % 5) * 8];
    return [0, ...Array.from({ length: width }, () => pixel).flat()];
  });
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(rows.flat()))), chunk('IEND', Buffer.alloc(0))]);
}

type Sample = { readonly id: string; readonly file: string; readonly format: string; readonly name: string; readonly bytes: Uint8Array };

const text = (value: string): Uint8Array => Buffer.from(value);
const table = (rows: number, separator = ','): string =>
  Array.from({ length: rows }, (_, row) =>
    row === 0
      ? ['Station', 'Name', 'Date', 'Depth of snow (cm)', 'Remarks'].join(separator)
      : [
          `1A${row}`,
          `"Creek, upper ${row}"`,
          `2026-02-${String((row % 28) + 1).padStart(2, '0')}`,
          String(row * 7),
          row % 3 === 0 ? 'drifted' : '',
        ].join(separator),
  ).join('\r\n');

export const samples: readonly Sample[] = [
  {
    id: '0000f11e-0000-4000-8000-000000000001',
    file: 'snow.csv',
    format: 'CSV',
    name: 'Snow survey, whole table',
    bytes: text(table(120)),
  },
  {
    id: '0000f11e-0000-4000-8000-000000000002',
    file: 'broken.csv',
    format: 'CSV',
    name: 'Broken table in an old encoding',
    bytes: Buffer.from('Report of the caf\xe9\r\n\r\nA;B;C\r\n1;2\r\n"open;3;4\r\n5;6;7;8\r\n', 'latin1'),
  },
  {
    id: '0000f11e-0000-4000-8000-000000000003',
    file: 'stations.json',
    format: 'JSON',
    name: 'Stations',
    bytes: text(
      JSON.stringify({
        type: 'list',
        updated: null,
        stations: [
          { id: 1, name: 'Ḵ̓ómoks', open: true, at: [49.7, -124.9] },
          { id: 2, name: 'Upper Creek' },
        ],
      }),
    ),
  },
  { id: '0000f11e-0000-4000-8000-000000000004', file: 'picture.png', format: 'PNG', name: 'Picture', bytes: picture(480, 270) },
  {
    id: '0000f11e-0000-4000-8000-000000000005',
    file: 'readme.txt',
    format: 'TXT',
    name: 'How the survey is made',
    bytes: text('SNOW SURVEY\n===========\n\nStations are read on the first day of the month.\n<script>alert("shown, not run")</script>\n'),
  },
  {
    id: '0000f11e-0000-4000-8000-000000000006',
    file: 'archive.zip',
    format: 'ZIP',
    name: 'Everything',
    bytes: Buffer.from('PK\x03\x04 and so on', 'latin1'),
  },
];

export async function furnish(url: string, key: string): Promise<void> {
  const call = async (action: string, body: FormData | Readonly<Record<string, unknown>>): Promise<void> => {
    const form = body instanceof FormData;
    const answer = await fetch(`${url}/api/3/action/${action}`, {
      method: 'POST',
      headers: { Authorization: key, ...(!form && { 'Content-Type': 'application/json' }) },
      body: form ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
  };
  const common = { owner_org: OWNER, license_id: 'uk-ogl' };
  await call('package_create', { ...common, name: FILES, title: 'A file of each kind', notes: 'For **looking at** previews.' });
  for (const { id, file, format, name, bytes } of samples) {
    const form = new FormData();
    for (const [field, value] of Object.entries({ package_id: FILES, id, format, name })) form.append(field, value);
    form.append('upload', new File([Buffer.from(bytes)], file));
    await call('resource_create', form);
  }
  await call('package_create', {
    ...common,
    name: LONG,
    title: LONG_WORD,
    notes: `${LONG_WORD}\n\n${'All of this is one long description. '.repeat(60)}`,
    tags: [{ name: LONG_WORD.slice(0, 100) }],
    extras: [{ key: LONG_WORD, value: LONG_WORD }],
    resources: [{ name: LONG_WORD, url: `https://example.org/${LONG_WORD}.csv`, format: 'Geopackagewithlongname' }],
  });
  await call('package_create', { name: BARE, owner_org: OWNER, private: true });
  await call('organization_create', { name: 'gallery-organization', title: 'An organization without datasets' });
  await call('group_create', { name: 'gallery-group', title: 'A group without datasets' });
}
