import type { CountedLaw, ElectionCounts, PublishedElection } from '@scrutin/election';
import { TransientError, unscrapedRegistry } from '@scrutin/service-runtime';
import { turnoutMetrics } from './turnout-metrics.ts';

const MINUTE_MS = 60_000;

/** The parts of a law, an election and its counts that turnout is made of. */
function system(voted: bigint) {
  const law = { law: { id: 'L1' }, result: { counted: voted, registeredVoters: 100n } };
  const races = [
    { electionId: 'E1', regionId: 'NORD', registeredVoters: 40n },
    { electionId: 'E1', regionId: 'SUD', registeredVoters: undefined },
  ];
  return {
    laws: new Map([['L1', law]]) as unknown as ReadonlyMap<string, CountedLaw>,
    elections: new Map([['E1', { races }]]) as unknown as ReadonlyMap<string, PublishedElection>,
    counts: { races: new Map(), asOfMs: 0 } as unknown as ElectionCounts,
  };
}

test('the voters of each contest are read at the first scrape of a minute, and stay while the database is away', async () => {
  const registry = unscrapedRegistry();
  let nowMs = 10 * MINUTE_MS;
  let voted = 7n;
  let available = true;
  const query = <Name extends keyof ReturnType<typeof system>>(name: Name) => ({
    get: () =>
      available ? Promise.resolve(system(voted)[name]) : Promise.reject(new TransientError('away')),
  });
  const queries = { laws: query('laws'), elections: query('elections'), counts: query('counts') };
  turnoutMetrics({ registry, queries: queries as never, clock: () => nowMs });

  const page = await registry.metrics();
  expect(page).toContain('contest_counted_voters{contest="law:L1"} 7');
  expect(page).toContain('contest_counted_voters{contest="election:E1:NORD"} 0');
  expect(page).toContain('contest_registered_voters{contest="law:L1"} 100');
  expect(page).toContain('contest_registered_voters{contest="election:E1:NORD"} 40');
  expect(page).not.toContain('contest_registered_voters{contest="election:E1:SUD"}');

  voted = 8n;
  nowMs += MINUTE_MS - 1;
  expect(await registry.metrics()).toBe(page);
  nowMs += 1;
  available = false;
  expect(await registry.metrics()).toBe(page);
  available = true;
  expect(await registry.metrics()).toContain('contest_counted_voters{contest="law:L1"} 8');
});
