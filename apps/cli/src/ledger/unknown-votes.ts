import { setTimeout as pause } from 'node:timers/promises';
import type { SecondCountGap } from '@scrutin/ballot-store';
import { compareSecondCount } from '@scrutin/ballot-store';
import type { Environment } from '@scrutin/local-stack';
import { TransientError } from '@scrutin/service-runtime';
import { withBallotStore, withVoterRoll } from '../stack.ts';
import { textTable } from '../text-table.ts';

const POLL_MS = 250;

/**
 * The votes that the APIs counted in Redis and of which the database knows nothing. A report that is a moment late is
 * waited for.
 *
 * @returns a sentence if the two counts could not be compared
 */
export async function unknownVotes(
  environment: Environment,
  waitMs: number,
): Promise<SecondCountGap | string> {
  const missing = ['DATABASE_URL', 'REDIS_URL'].filter((name) => environment[name] === undefined);
  if (missing.length > 0) return `The second count was not compared: ${missing.join(' and ')} is not set.`;
  const deadline = performance.now() + waitMs;
  try {
    return await withVoterRoll(environment, (roll) =>
      withBallotStore(environment, async (store) => {
        for (;;) {
          const gap = await compareSecondCount(roll.intakeCounts, store);
          if (gap.contests.length === 0 || performance.now() >= deadline) return gap;
          await pause(POLL_MS);
        }
      }),
    );
  } catch (error) {
    if (error instanceof TransientError) return `The second count was not compared: ${error.message}`;
    throw error;
  }
}

/** A table of the unknown votes, and what they mean. */
export function unknownVotesText({ contests, isLowerBound }: SecondCountGap): string {
  const minute = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  const table = textTable({
    head: ['contest', 'votes', 'accepted from (UTC)', 'to'],
    right: [1],
    rows: contests.map(({ contest, votes, fromMs, toMs }) => [contest, votes, minute(fromMs), minute(toMs)]),
  });
  return [
    'NOT on record: the APIs accepted these votes, and the database knows nothing of them.',
    table,
    ...(isLowerBound ? ['There may be more: the second count in Redis is not complete.'] : []),
    'If no vote is in the queues any more, they were lost when the database was restored: ' +
      '`scrutin ledger recover` puts them on record as received, and docs/OPERATIONS.md says what to tell the voters.',
  ].join('\n');
}
