/** What the pages of administration ask for: who may do everything, how the site is, its settings, what was deleted. */
import { sysadminList } from '#actions/user/sysadmins.ts';
import { userPatch } from '#actions/user/user_patch.ts';
import { configOptionUpdate } from '#actions/site/config_option_update.ts';
import { isSysadmin } from '#domain/actor.ts';
import { NotAuthorized } from '#domain/errors.ts';
import type { Visit } from '../page.ts';
import type { UserDict } from './user.ts';

export const LOGO = 'ckan.site_logo';
export const LOGO_FILE = 'logo_upload';

/** The fields of the settings' form. */
export const SETTING_LABELS: Readonly<Record<string, string>> = {
  'ckan.site_title': 'Name of the site',
  'ckan.site_description': 'Short description of the site',
  'ckan.site_intro_text': 'Introduction on the front page',
  'ckan.site_about': 'Text of the About page',
  [LOGO_FILE]: 'Logo',
  [LOGO]: 'Address of the logo',
  'ckan.site_custom_css': 'Custom CSS',
};

/** All pages of administration are for sysadmins only; nobody else learns what is there. */
export function assertAdministers({ request }: Visit): void {
  if (!isSysadmin(request.actor)) throw new NotAuthorized();
}

export const listSysadmins = (visit: Visit): Promise<readonly UserDict[]> => visit.ask<UserDict[]>(sysadminList, {});

export const setSysadmin = (visit: Visit, id: string, sysadmin: boolean): Promise<UserDict> =>
  visit.ask<UserDict>(userPatch, { id, sysadmin });

/** A site without anybody who may do everything could not be looked after. */
export async function isLastSysadmin(visit: Visit, user: UserDict): Promise<boolean> {
  const active = (await listSysadmins(visit)).filter(({ state }) => state === 'active');
  return active.length === 1 && active[0]?.id === user.id;
}

export const changeOptions = (visit: Visit, options: Readonly<Record<string, unknown>>): Promise<unknown> =>
  visit.ask(configOptionUpdate, options);
