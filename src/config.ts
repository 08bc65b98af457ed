/**
 * Every setting, declared once: name, kind, default and meaning. Names are CKAN's
 * where CKAN has one, with 2.11's defaults. Resolution is pure; `cli/` reads the
 * ini file, the environment and the flags that feed it.
 */

import { isIP } from 'node:net';

type Declared<Kind extends string, Value> = {
  readonly kind: Kind;
  readonly default: Value;
  readonly meaning: string;
  readonly secret?: boolean;
  /** Sysadmins may change it on the running site; what they set there counts before what is configured. */
  readonly whileRunning?: boolean;
};

const text = (value: string, meaning: string): Declared<'text', string> => ({ kind: 'text', default: value, meaning });
const flag = (value: boolean, meaning: string): Declared<'flag', boolean> => ({ kind: 'flag', default: value, meaning });
const whole = (value: number, meaning: string): Declared<'whole', number> => ({ kind: 'whole', default: value, meaning });
const words = (value: readonly string[], meaning: string): Declared<'words', readonly string[]> => ({
  kind: 'words',
  default: value,
  meaning,
});
const running = (value: string, meaning: string): Declared<'text', string> & { readonly whileRunning: true } => ({
  ...text(value, meaning),
  whileRunning: true,
});
const networks = (meaning: string): Declared<'networks', readonly string[]> => ({ kind: 'networks', default: [], meaning });
const secret = (meaning: string): Declared<'text', string> => ({ kind: 'text', default: '', meaning, secret: true });

export const settings = {
  'ckan.site_url': text('', 'Address under which people and programs reach the site; empty: http://localhost:PORT'),
  'ckan.site_id': text('default', 'Id of this site in the search index and in feeds'),
  'ckan.site_title': running('Kokanee', 'Name of the site on its pages and in status_show'),
  'ckan.site_description': running('', 'Short description of the site'),
  'ckan.site_about': running('', 'Text of the About page, in Markdown; empty: a general text'),
  'ckan.site_intro_text': running('', 'Text on the front page, in Markdown'),
  'ckan.site_logo': running('', 'Picture in the header: an address, or a path of this site; empty: the built-in mark'),
  'ckan.site_custom_css': running('', "CSS added after the site's own styles"),
  'ckan.locale_default': text('en', 'Language of pages and messages'),
  'ckan.auth.anon_create_dataset': flag(false, 'Anonymous callers may create datasets'),
  'ckan.auth.create_unowned_dataset': flag(false, 'Datasets may stand without an organization'),
  'ckan.auth.create_dataset_if_not_in_organization': flag(true, 'Users without an organization may create datasets'),
  'ckan.auth.user_create_groups': flag(true, 'Every user may create groups'),
  'ckan.auth.user_create_organizations': flag(true, 'Every user may create organizations'),
  'ckan.auth.user_delete_groups': flag(true, 'Admins of a group may delete it'),
  'ckan.auth.user_delete_organizations': flag(true, 'Admins of an organization may delete it'),
  'ckan.auth.create_user_via_api': flag(false, 'Anyone may create an account through the API'),
  'ckan.auth.create_user_via_web': flag(false, 'Anyone may create an account by the form at /user/register'),
  'ckan.auth.public_user_details': flag(true, 'Anonymous callers see users'),
  'ckan.auth.roles_that_cascade_to_sub_groups': words(['admin'], 'Roles in a parent that count in its children'),
  'ckan.auth.reveal_private_datasets': flag(false, 'Pages tell that a private dataset exists'),
  'ckan.auth.enable_cookie_auth_in_api': flag(true, 'A log-in session also counts for API calls'),
  'ckan.search.rows_max': whole(1000, 'Most datasets in one search answer'),
  'ckan.search.default_package_sort': text('score desc, metadata_modified desc', 'Order of a search that names none'),
  'ckan.search.solr_allowed_query_parsers': words([], 'Local-parameter parsers callers may name'),
  'ckan.search.remove_deleted_packages': flag(true, 'Deleted datasets leave the index'),
  'search.facets': words(['organization', 'groups', 'tags', 'res_format', 'license_id'], 'Facets on the search page'),
  'search.facets.limit': whole(50, 'Most values of a facet in an answer'),
  'kokanee.search.default_parser': text('dismax', 'Parser of a query without a colon: dismax or edismax'),
  'ckan.extra_resource_fields': words(
    ['object_name', 'bcdc_type', 'resource_storage_location'],
    'Extra keys of resources that are indexed as res_extras_KEY',
  ),
  'ckan.group_and_organization_list_max': whole(1000, 'Most names in one list of groups or organizations'),
  'ckan.group_and_organization_list_all_fields_max': whole(25, 'The same, when all fields are asked for'),
  'ckan.default_group_sort': text('title', 'Order of group and organization lists'),
  'ckan.dataset.create_on_ui_requires_resources': flag(
    true,
    'The form of a new dataset asks for data before it publishes; false: it publishes at once',
  ),
  'ckan.datasets_per_page': whole(20, 'Datasets on one page of the search page'),
  'ckan.max_resource_size': whole(10, 'Largest upload to a resource, in megabytes'),
  'ckan.max_image_size': whole(2, 'Largest picture of a group or user, in megabytes'),
  'ckan.uploads_enabled': flag(true, 'Files may be uploaded'),
  'ckan.mimetype_guess': text('file_ext', 'How a media type is guessed: file_ext, file_contents or None'),
  'ckan.upload.user.mimetypes': words(['image/png', 'image/gif', 'image/jpeg'], 'Media types of user pictures'),
  'ckan.upload.admin.mimetypes': words(['image/png', 'image/gif', 'image/jpeg'], "Media types of the site's logo"),
  'ckan.upload.group.mimetypes': words(['image/png', 'image/gif', 'image/jpeg'], 'Media types of group pictures'),
  'ckan.user.unique_email_states': words(['active'], 'States of users among which an e-mail address is unique'),
  'ckan.feeds.limit': whole(20, 'Entries on one page of a feed'),
  'ckan.feeds.author_name': text('', 'Author of the feeds; empty: the site id'),
  'ckan.hide_version': flag(false, 'status_show tells the version to sysadmins only'),
  'ckan.cors.origin_allow_all': flag(false, 'Pages of any site may call the API'),
  'ckan.cors.origin_whitelist': words([], 'Origins whose pages may call the API'),
  'ckan.cache_expires': whole(0, 'Seconds an anonymous answer may be kept by caches'),
  apitoken_header_name: text('Authorization', 'Header that carries a token'),
  'api_token.nbytes': whole(32, 'Random bytes in the id of a token'),
  'api_token.jwt.encode.secret': secret(
    'Secret that signs tokens: string:…, file:PATH or the text itself; empty: made from the site secret',
  ),
  'api_token.jwt.decode.secret': secret('Secret that tokens are checked with; empty: the one that signs'),
  SECRET_KEY: secret('The site secret; empty: a file in the data folder. Required with DATABASE_URL'),
  'kokanee.profile': text('ckan', 'Rules the catalogue follows: ckan'),
  'kokanee.sample': flag(true, 'An empty catalogue starts with sample records'),
  'kokanee.host': text('127.0.0.1', 'Address the server listens on'),
  'kokanee.port': whole(5000, 'Port the server listens on; 0: any free one'),
  'kokanee.trusted_proxies': networks(
    'Addresses and networks of proxies in front of the site whose X-Forwarded-For tells where a request comes from',
  ),
  'kokanee.database_url': secret('PostgreSQL to use instead of the embedded one'),
  'kokanee.pool_size': whole(10, 'Connections to PostgreSQL held by one process'),
  'kokanee.document_cache_mb': whole(128, 'Memory for ready answers of datasets, in megabytes'),
  'kokanee.access_log': flag(false, 'Each answered request is logged, without its query'),
  'kokanee.stop_seconds': whole(30, 'Seconds that requests have to end when the server is asked to stop'),
  'kokanee.log_level': text('info', 'Least level that is logged: debug, info, warn, error or silent'),
} as const;

export type SettingName = keyof typeof settings;

/** A setting that may be changed on the running site. */
export type RunningSetting = {
  [Name in SettingName]: (typeof settings)[Name] extends { readonly whileRunning: true } ? Name : never;
}[SettingName];

const isRunning = (name: SettingName): name is RunningSetting => 'whileRunning' in settings[name];

/** All of them, in the order of the table. */
export const runningSettings: readonly RunningSetting[] = (Object.keys(settings) as SettingName[]).filter(isRunning);

type ValueOf<Kind> = Kind extends 'text' ? string : Kind extends 'flag' ? boolean : Kind extends 'whole' ? number : readonly string[];

/** The resolved settings of one site. */
export type Site = { readonly [Name in SettingName]: ValueOf<(typeof settings)[Name]['kind']> } & {
  /** Values of settings that extensions declare. */
  readonly extra: Readonly<Record<string, unknown>>;
};

/** A place where values come from, such as the ini file; later sources win. */
export type Source = { readonly name: string; readonly values: Readonly<Record<string, string | undefined>> };

export type Declaration = Declared<string, unknown>;

const TRUE = /^(true|yes|on|y|t|1)$/i;
const FALSE = /^(false|no|off|n|f|0|)$/i;

const wordsOf = (text: string): string[] => (text === '' ? [] : text.split(/\s+/));

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  return more.length === 0 && isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 6 ? 128 : 32);
}

/** Reads a value's text by its kind; throws an Error with a sentence where it does not fit. */
export function readValue(name: string, kind: string, value: string): unknown {
  const trimmed = value.trim();
  switch (kind) {
    case 'flag':
      if (TRUE.test(trimmed)) return true;
      if (FALSE.test(trimmed)) return false;
      throw new Error(`The setting ${name} must be true or false, not "${value}".`);
    case 'whole':
      if (/^-?\d{1,15}$/.test(trimmed)) return Number(trimmed);
      throw new Error(`The setting ${name} must be a whole number, not "${value}".`);
    case 'words':
      return wordsOf(trimmed);
    case 'networks': {
      const wrong = wordsOf(trimmed).find((word) => !isNetwork(word));
      if (wrong !== undefined) throw new Error(`The setting ${name} must hold addresses and networks such as 10.0.0.0/8, not "${wrong}".`);
      return wordsOf(trimmed);
    }
    default:
      return value;
  }
}

export type Resolved = { readonly site: Site; readonly sources: Readonly<Record<string, string>>; readonly unknown: readonly string[] };

/** Folds the sources, in rising order, over the defaults. */
export function resolveSettings(sources: readonly Source[], declaredByExtensions: Readonly<Record<string, Declaration>> = {}): Resolved {
  const declared: Record<string, Declaration> = { ...settings, ...declaredByExtensions };
  const values: Record<string, unknown> = Object.fromEntries(Object.entries(declared).map(([name, { default: value }]) => [name, value]));
  const from: Record<string, string> = {};
  const unknown: string[] = [];
  for (const source of sources) {
    for (const [name, value] of Object.entries(source.values)) {
      if (value === undefined) continue;
      const declaration = declared[name];
      if (declaration === undefined) unknown.push(name);
      else {
        values[name] = readValue(name, declaration.kind, value);
        from[name] = source.name;
      }
    }
  }
  const extra = Object.fromEntries(Object.keys(declaredByExtensions).map((name) => [name, values[name]]));
  return { site: Object.freeze({ ...values, extra }) as Site, sources: from, unknown };
}
