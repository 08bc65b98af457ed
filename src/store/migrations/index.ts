/** The core's own steps, in order; those of extensions follow them. */
import type { Migration } from '../migration.ts';
import { first } from './2026-11-23-first.ts';
import { formerNames } from './2026-11-23-former-names.ts';
import { guards } from './2026-11-23-guards.ts';
import { groupParentIds } from './2026-11-23-group-parent-ids.ts';
import { heldUploads } from './2026-11-23-held-uploads.ts';
import { owners } from './2026-11-23-owners.ts';
import { siteOptions } from './2026-11-23-site-options.ts';
import { vocabularies } from './2026-11-23-vocabularies.ts';

export const coreMigrations: readonly Migration[] = [
  first,
  formerNames,
  siteOptions,
  vocabularies,
  groupParentIds,
  heldUploads,
  owners,
  guards,
];
