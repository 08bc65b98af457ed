/** The core's own steps, in order; those of extensions follow them. */
import type { Migration } from '../migration.ts';
import { first } from './2026-11-23-first.ts';

export const coreMigrations: readonly Migration[] = [first];
