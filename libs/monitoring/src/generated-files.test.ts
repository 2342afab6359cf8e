import { readFileSync } from 'node:fs';
import { formatted, GENERATED_FILES } from './generated-files.ts';

const root = new URL('../../../', import.meta.url);

test.each(GENERATED_FILES)('$path is what `npm run monitoring:generate` writes', async (file) => {
  expect(readFileSync(new URL(file.path, root), 'utf8')).toBe(await formatted(file, root));
});
