/** The commands of `kokanee`, in the order of its help. */
import type { Command } from '../command.ts';
import { action } from './action.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import { config } from './config.ts';
import { exportCommand } from './export.ts';
import { extensionsCommand } from './extensions.ts';
import { importCommand } from './import.ts';
import { reindex } from './reindex.ts';
import { reset } from './reset.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { tokenAdd } from './token-add.ts';
import { userAdd } from './user-add.ts';
import { userPassword } from './user-password.ts';

export const commands: readonly Command[] = [
  serve,
  userAdd,
  userPassword,
  tokenAdd,
  importCommand,
  exportCommand,
  backup,
  restore,
  reset,
  reindex,
  check,
  config,
  extensionsCommand,
  action,
];
