/** The flags that say which catalogue is meant; every command takes them. */
import type { Flag } from './flag.ts';

export const DEFAULT_DATA_FOLDER = './data';

export const placeFlags: Readonly<Record<string, Flag>> = {
  data: {
    kind: 'text',
    value: 'DIR',
    about: `The data folder: settings, secret, uploads and the embedded PostgreSQL (default ${DEFAULT_DATA_FOLDER})`,
  },
  'database-url': {
    kind: 'text',
    value: 'URL',
    about: 'A PostgreSQL of your own in place of the embedded one',
    setting: 'kokanee.database_url',
  },
};
