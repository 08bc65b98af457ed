/**
 * The licence register: fifteen built-in licences. All values are texts, because that
 * is how CKAN's API gives them, truth values included.
 */

export type License = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly family: string;
  readonly maintainer: string;
  readonly status: string;
  readonly is_generic: string;
  readonly domain_content: string;
  readonly domain_data: string;
  readonly domain_software: string;
  readonly od_conformance: string;
  readonly osd_conformance: string;
};

type Row = readonly [id: string, title: string, url: string, marks: string];

const text = (value: boolean): string => (value ? 'True' : 'False');

/** Marks: o = open, g = generic, c = for content, d = for data. */
function license([id, title, url, marks]: Row): License {
  return {
    id,
    title,
    url,
    family: '',
    maintainer: '',
    status: 'active',
    is_generic: text(marks.includes('g')),
    domain_content: text(marks.includes('c')),
    domain_data: text(marks.includes('d')),
    domain_software: 'False',
    od_conformance: marks.includes('o') ? 'approved' : 'not reviewed',
    osd_conformance: 'not reviewed',
  };
}

const OPEN_DEFINITION = 'http://www.opendefinition.org/licenses/';

const ROWS: readonly Row[] = [
  ['notspecified', 'License not specified', '', 'g'],
  ['odc-pddl', 'Open Data Commons Public Domain Dedication and License (PDDL)', `${OPEN_DEFINITION}odc-pddl`, 'od'],
  ['odc-odbl', 'Open Data Commons Open Database License (ODbL)', `${OPEN_DEFINITION}odc-odbl`, 'od'],
  ['odc-by', 'Open Data Commons Attribution License', `${OPEN_DEFINITION}odc-by`, 'od'],
  ['cc-zero', 'Creative Commons CCZero', `${OPEN_DEFINITION}cc-zero`, 'ocd'],
  ['cc-by', 'Creative Commons Attribution', `${OPEN_DEFINITION}cc-by`, 'o'],
  ['cc-by-sa', 'Creative Commons Attribution Share-Alike', `${OPEN_DEFINITION}cc-by-sa`, 'oc'],
  ['gfdl', 'GNU Free Documentation License', `${OPEN_DEFINITION}gfdl`, 'oc'],
  ['other-open', 'Other (Open)', '', 'ogc'],
  ['other-pd', 'Other (Public Domain)', '', 'ogc'],
  ['other-at', 'Other (Attribution)', '', 'ogc'],
  ['uk-ogl', 'UK Open Government Licence (OGL)', 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', 'oc'],
  ['cc-nc', 'Creative Commons Non-Commercial (Any)', 'http://creativecommons.org/licenses/by-nc/2.0/', ''],
  ['other-nc', 'Other (Non-Commercial)', '', 'g'],
  ['other-closed', 'Other (Not Open)', '', 'g'],
];

/** The built-in licences, in the order in which forms offer them. */
export const LICENSES: readonly License[] = ROWS.map(license);

/** A register to look licences up in; `licenses` replaces the built-in ones. */
export type LicenseRegister = {
  readonly all: readonly License[];
  find(id: string): License | undefined;
  isOpen(id: string): boolean;
};

export function licenseRegister(licenses: readonly License[] = LICENSES): LicenseRegister {
  const byId = new Map(licenses.map((one) => [one.id, one]));
  return {
    all: licenses,
    find: (id) => byId.get(id),
    isOpen(id) {
      const found = byId.get(id);
      return found !== undefined && (found.od_conformance === 'approved' || found.osd_conformance === 'approved');
    },
  };
}
