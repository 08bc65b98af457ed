/** What the site is. */
import { allowed } from '#access/decision.ts';
import { isSysadmin } from '#domain/actor.ts';
import { type Input, defineRead } from '../action.ts';

/** The version of CKAN whose answers these are; clients choose their manners by it. */
const CKAN_VERSION = '2.11.6';

export const statusShow = defineRead<undefined, Input, Readonly<Record<string, unknown>>>({
  name: 'status_show',
  about: 'Shows name, address and language of the site, its extensions, and the version of the API it speaks.',
  input: {},
  may: () => allowed,
  run: ({ actor, site: { settings, url, extensions } }) => ({
    site_title: settings['ckan.site_title'],
    site_description: settings['ckan.site_description'],
    site_url: url,
    error_emails_to: '',
    locale_default: settings['ckan.locale_default'],
    extensions,
    ...((!settings['ckan.hide_version'] || isSysadmin(actor)) && { ckan_version: CKAN_VERSION }),
  }),
});
