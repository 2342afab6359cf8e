import { mkdirSync, writeFileSync } from 'node:fs';
import { formatted, GENERATED_FILES } from './generated-files.ts';

/** Writes every generated file into the checkout that this program belongs to. */
const root = new URL('../../../', import.meta.url);
for (const file of GENERATED_FILES) {
  const target = new URL(file.path, root);
  mkdirSync(new URL('.', target), { recursive: true });
  writeFileSync(target, await formatted(file, root));
}
