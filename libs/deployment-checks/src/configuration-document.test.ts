import { readFileSync } from 'node:fs';
import path from 'node:path';
import { configurationDocument } from './configuration-document.ts';
import { projectRoot } from './project-root.ts';

test('docs/CONFIGURATION.md is what `npm run configuration:generate` writes', async () => {
  const written = readFileSync(path.join(projectRoot(), 'docs', 'CONFIGURATION.md'), 'utf8');
  expect(written).toBe(await configurationDocument());
});
