#!/usr/bin/env node
// `node24.js FILE ARGS...` runs any script of this package with a Node that is new enough.
import { pathToFileURL } from 'node:url';
import { launch } from './launch.js';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node bin/node24.js FILE ARGS...');
  process.exit(2);
}
await launch(pathToFileURL(file), args);
