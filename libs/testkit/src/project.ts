import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The root of the checkout that the tests run in. */
export function projectRoot(): string {
  let folder = process.cwd();
  for (;;) {
    const file = path.join(folder, 'package.json');
    if (existsSync(file) && readFileSync(file, 'utf8').includes('"name": "scrutin"')) return folder;
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`${process.cwd()} is not inside a checkout of scrutin`);
    folder = parent;
  }
}
