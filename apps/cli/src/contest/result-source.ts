import type { BallotStore } from '@scrutin/ballot-store';
import type { PublishedCount, StandingTabulation } from '@scrutin/election';
import { countsByRace, isComplete } from '@scrutin/election';
import type { ResultSource } from '@scrutin/exports';
import { InvariantViolation } from '@scrutin/service-runtime';

/** Reads results for an export from the database, as the public API does. @param nowMs milliseconds since the epoch */
export function resultSource(store: BallotStore, nowMs: number): ResultSource {
  return {
    law: async (id) => {
      const [law, result] = await Promise.all([store.law(id), store.lawResult(id)]);
      return law === undefined || result === undefined ? undefined : { law, result };
    },
    election: async (id) => (await store.elections()).find((election) => election.id === id),
    counts: async () => ({ races: countsByRace(await store.electionCounts()), asOfMs: nowMs }),
    standing: async () => new Map((await store.standingTabulations()).map((one) => [one.contest, one])),
    published: (standing) => publishedCount(store, standing),
  };
}

async function publishedCount(store: BallotStore, { id }: StandingTabulation): Promise<PublishedCount> {
  const tabulation = await store.publishedTabulation(id);
  if (tabulation === undefined || !isComplete(tabulation.result)) {
    throw new InvariantViolation('P8', `the published tabulation ${id} is not a complete count`);
  }
  return { ...tabulation, result: tabulation.result };
}
