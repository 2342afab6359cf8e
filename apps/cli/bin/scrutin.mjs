#!/usr/bin/env node
/**
 * The `scrutin` command. npm links this file at install time, when nothing is built yet; what it runs is
 * the build. Without a build it says how to get one, instead of a stack about a missing module.
 */
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);

if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write(
    'scrutin is not built yet. Run `npm start` (starts everything) or `npm run build`, then try again.\n',
  );
  process.exitCode = 1;
}
