import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { runtimeConfig } from '@scrutin/service-runtime/program';
import { configurationDocument } from './configuration-document.ts';
import { projectRoot } from './project-root.ts';
import { serviceSettings } from './service-settings.ts';

test('docs/CONFIGURATION.md is what `npm run configuration:generate` writes', async () => {
  const written = readFileSync(path.join(projectRoot(), 'docs', 'CONFIGURATION.md'), 'utf8');
  expect(written).toBe(await configurationDocument());
});

test('no setting in milliseconds may be longer than a timer of Node.js can wait', async () => {
  const schemas = [runtimeConfig, ...(await serviceSettings()).values()];
  const times = schemas.flatMap((schema) =>
    'shape' in schema
      ? Object.entries(schema.shape as Record<string, z.ZodType>).filter(([name]) => name.endsWith('_MS'))
      : [],
  );
  expect(times.length).toBeGreaterThan(20);
  const tooLong = times.filter(([, schema]) => schema.safeParse(String(2 ** 31)).success);
  expect(tooLong.map(([name]) => name)).toEqual([]);
});
