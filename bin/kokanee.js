#!/usr/bin/env node
// The `kokanee` command: finds a Node that is new enough and runs src/cli/main.ts with it.
import { launch } from './launch.js';

await launch(new URL('../src/cli/main.ts', import.meta.url), process.argv.slice(2));
