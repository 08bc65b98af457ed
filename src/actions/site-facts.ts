/** What a site is configured as, derived once from its settings and extensions. */
import { type LabelPair, visibilityOf } from '#access/labels.ts';
import type { Policy } from '#access/policy.ts';
import { licenseRegister } from '#domain/licenses.ts';
import { DATASET, type DatasetType } from '#schema/types/dataset.ts';
import { runningSettings, type Site } from '../config.ts';
import type { AnyAction, SiteFacts } from './action.ts';

export type SiteParts = {
  readonly settings: Site;
  readonly types: readonly (DatasetType & { readonly labels?: LabelPair })[];
  readonly actions: readonly AnyAction[];
  readonly extensions: readonly string[];
  /** What sysadmins set on the running site. */
  readonly options: { readonly get: (name: string) => string | undefined };
};

export function siteFacts({ settings: configured, types, actions, extensions, options }: SiteParts): SiteFacts {
  const settings = presentSettings(configured, options);
  const allTypes = new Map([DATASET, ...types].map((type) => [type.name, type]));
  const pairs = new Map(types.flatMap((type) => (type.labels === undefined ? [] : [[type.name, type.labels] as const])));
  return Object.freeze({
    settings,
    url: (settings['ckan.site_url'] || `http://localhost:${settings['kokanee.port']}`).replace(/\/+$/, ''),
    policy: policyOf(settings),
    visibility: visibilityOf(pairs),
    types: allTypes,
    licenses: licenseRegister(),
    actions: new Map(actions.map((action) => [action.name, action])),
    extensions,
  });
}

/** The settings as they are at each moment. CKAN: what was set on the running site counts before what is configured. */
function presentSettings(configured: Site, options: SiteParts['options']): Site {
  const getters = runningSettings.map((name) => [name, { enumerable: true, get: () => options.get(name) ?? configured[name] }] as const);
  return Object.freeze(Object.defineProperties({ ...configured }, Object.fromEntries(getters)));
}

const policyOf = (settings: Site): Policy => ({
  anonCreateDataset: settings['ckan.auth.anon_create_dataset'],
  createUnownedDataset: settings['ckan.auth.create_unowned_dataset'],
  createDatasetIfNotInOrganization: settings['ckan.auth.create_dataset_if_not_in_organization'],
  userCreateGroups: settings['ckan.auth.user_create_groups'],
  userCreateOrganizations: settings['ckan.auth.user_create_organizations'],
  userDeleteGroups: settings['ckan.auth.user_delete_groups'],
  userDeleteOrganizations: settings['ckan.auth.user_delete_organizations'],
  createUserViaApi: settings['ckan.auth.create_user_via_api'],
  createUserViaWeb: settings['ckan.auth.create_user_via_web'],
  publicUserDetails: settings['ckan.auth.public_user_details'],
});
