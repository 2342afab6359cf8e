import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERSION } from './version.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Every package of the project, and the project itself. */
const packages = [
  '.',
  ...['apps', 'libs'].flatMap((room) =>
    readdirSync(path.join(ROOT, room)).map((name) => path.join(room, name)),
  ),
];

it.each(packages)('%s has the one version of the system', (folder) => {
  const json = JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(json.version).toBe(VERSION);
});
