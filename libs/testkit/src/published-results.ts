import assert from 'node:assert/strict';
import type { Election } from './elections.ts';
import type { Stack } from './stack.ts';

/** What anyone is told of one race. */
export interface PublishedRace {
  /** First preferences by candidate, zeros included. */
  readonly votes: Readonly<Record<string, number>>;
  readonly total: number;
  readonly turnout: number;
}

export interface PublishedElection {
  readonly races: Readonly<Record<string, PublishedRace>>;
  readonly total: number;
}

interface RaceBody {
  readonly candidates: readonly { readonly candidate_id: string; readonly votes: number }[];
  readonly total_votes: number;
}

/** By region and as a whole, from the public API. @throws Error when it does not answer 200 */
export async function readElectionResults(stack: Stack, { id, races }: Election): Promise<PublishedElection> {
  const whole = await read<{ readonly total_votes: number }>(stack, `elections/${id}/results`);
  const published: Record<string, PublishedRace> = {};
  for (const { regionId } of races) {
    const body = await read<RaceBody>(stack, `elections/${id}/regions/${regionId}/results`);
    const votes = body.candidates.map(({ candidate_id, votes }): [string, number] => [candidate_id, votes]);
    assert.equal(new Map(votes).size, votes.length, 'a candidate comes once in the results of a race');
    published[regionId] = {
      votes: Object.fromEntries(votes),
      total: body.total_votes,
      turnout: body.total_votes,
    };
  }
  return { races: published, total: whole.total_votes };
}

async function read<T>(stack: Stack, path: string): Promise<T> {
  const answer = await fetch(`${stack.target()}/api/v1/${path}`);
  const text = await answer.text();
  assert.equal(answer.status, 200, `${path}: ${text}`);
  return JSON.parse(text) as T;
}
