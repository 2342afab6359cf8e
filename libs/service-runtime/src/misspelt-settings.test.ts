import { z } from 'zod';
import { misspeltAmong } from './misspelt-settings.ts';

const runtime = z.object({ METRICS_PORT: z.string(), METRICS_HOST: z.string() });
const own = z.object({ PORT: z.string(), DATABASE_POOL_MAX: z.string() });

const misspelt = (environment: Record<string, string>): unknown => misspeltAmong([runtime, own], environment);

test.each([
  ['METRICS_PRT', 'METRICS_PORT'],
  ['METRIC_PORT', 'METRICS_PORT'],
  ['METRICS_PROT', 'METRICS_PORT'],
  ['DATABASE_POOLMAX', 'DATABASE_POOL_MAX'],
  ['METRICS_PORT_FIEL', 'METRICS_PORT_FILE'],
])('%s is reported as %s', (given, meant) => {
  expect(misspelt({ [given]: 'a secret' })).toEqual([{ given, meant }]);
});

test.each([
  'METRICS_HOST',
  'METRICS_PORT',
  'METRICS_PORT_FILE',
  'PORTS',
  'PATH',
  'NODE_ENV',
  'metrics_prt',
  'POSTGRES_POOL_MAX',
])('%s is not reported', (given) => {
  expect(misspelt({ [given]: '1' })).toEqual([]);
});
