/** Languages that may stand at the start of a path: those that CKAN has, so that its addresses work. */

const LOCALES: ReadonlySet<string> = new Set(
  (
    'am ar bg bs ca cs_CZ da_DK de el en en_AU en_CA en_GB es es_AR eu fa_IR fi fr gl he hr hu id is it ja km ko_KR lo lt lv mk mn_MN my_MM nb_NO ne nl ' +
    'pl pt_BR pt_PT ro ru sk sl sq sr sr_Latn sv th tl tr uk uk_UA vi zh_Hans_CN zh_Hant_TW'
  ).split(' '),
);

/** Names that some browsers and links use for one of them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['zh_CN', 'zh_Hans_CN'],
  ['zh_TW', 'zh_Hant_TW'],
  ['no', 'nb_NO'],
]);

export const isLocale = (name: string): boolean => LOCALES.has(name);

/** The name that another spelling stands for. */
export const localeFor = (alias: string): string | undefined => ALIASES.get(alias);
