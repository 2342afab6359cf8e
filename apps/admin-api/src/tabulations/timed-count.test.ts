import { refused } from '@scrutin/election';
import type { CountBallots, CountOrder } from '@scrutin/election-office';
import { histogram, unscrapedRegistry } from '@scrutin/service-runtime';
import { timedCount } from './timed-count.ts';

const ORDER = {} as CountOrder;
const text = { fr: 'non', en: 'no' };

test.each<[string, CountBallots, 'done' | 'refused' | 'failed']>([
  ['that succeeds', () => Promise.resolve({ ok: true, value: {} as never }), 'done'],
  ['that is refused', () => Promise.resolve(refused('incomplete', text)), 'refused'],
  ['that fails', () => Promise.reject(new Error('away')), 'failed'],
])('the time of a count %s is observed', async (_, count, outcome) => {
  const registry = unscrapedRegistry();
  const timed = timedCount(count, histogram(registry, 'count_duration_seconds'));
  await timed(ORDER).catch(() => undefined);
  expect(await registry.metrics()).toContain(`count_duration_seconds_count{outcome="${outcome}"} 1`);
});
