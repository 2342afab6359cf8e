import type { RejectionReason } from '@scrutin/election';
import type { Breakdown, Counts, ElectionVote } from '@scrutin/voting-load';
import { FIRST_PREFERENCES, lineOf, RANKINGS, REGION_TOTALS } from '@scrutin/voting-load';
import type { ElectionRecords, Numbers } from './election-records.ts';
import { readElectionRecords } from './election-records.ts';
import type { Election } from './elections.ts';
import { expectPublicResults } from './published-results.ts';
import type { NothingLostOptions, Outcome } from './settlement.ts';
import {
  expectBalanced,
  expectInRecords,
  expectOnePerVoter,
  nameOf,
  outcomeOf,
  whatBecameOf,
} from './settlement.ts';
import type { Stack } from './stack.ts';
import type { AcceptedVote, VoteRecord } from './vote-load.ts';

export interface ElectionOptions extends NothingLostOptions {
  /** Submissions whose ballot the race does not accept, with the reason that the test expects. */
  readonly badBallots?: ReadonlyMap<string, RejectionReason>;
  /** True if the results are withheld, so that they cannot be checked. */
  readonly resultsHidden?: boolean;
}

/**
 * The same as {@link expectNothingLostNothingTwice}, for an election. It waits until all votes are settled, and checks:
 *
 * - P1: every ballot that was answered 202 is counted, or rejected for a reason that holds;
 * - P3: of the accepted ballots of one voter exactly one is counted in all regions of the election together. The others
 *   are rejected as `already-voted`, or as `wrong-region` in a region where the voter does not vote. The ballots of a
 *   stranger are rejected as `unknown-credential`;
 * - P4: the results, rankings, ballots, audit rows and turnout of every race agree with each other and, ranking by
 *   ranking, with the accepted ballots. The public results of the regions and of the whole election agree with them;
 * - P5: the ledger balances, with nothing in flight.
 *
 * The record must have every ballot that was cast in the election, and no ballot without an answer.
 */
export async function expectElectionNothingLostNothingTwice(
  stack: Stack,
  election: Election,
  record: VoteRecord<ElectionVote>,
  options: ElectionOptions = {},
): Promise<Outcome> {
  const settled = await whatBecameOf(stack, record, options);
  const ballots = await expectOnePerVoter(settled, dueAlone(election, options.badBallots ?? new Map()));
  const records = await readElectionRecords(stack, election.id);
  expectInRecords(BREAKDOWNS, countsOfRecords(records), ballots);
  if (options.resultsHidden !== true) {
    await expectPublicResults(stack, election, records);
  }
  await expectBalanced(stack, options);
  return outcomeOf(settled);
}

/** What must become of a ballot if its voter sends no other one. */
function dueAlone(
  election: Election,
  badBallots: ReadonlyMap<string, RejectionReason>,
): (vote: AcceptedVote<ElectionVote>) => 'counted' | RejectionReason {
  const regions = new Map(election.voters.map((voter) => [nameOf(voter), voter.region]));
  return ({ voter, regionId, submissionId }) => {
    const bad = badBallots.get(submissionId);
    if (bad !== undefined) return bad;
    const region = regions.get(nameOf(voter));
    if (region === undefined) return 'unknown-credential';
    return region === regionId ? 'counted' : 'wrong-region';
  };
}

/** A single number for the whole election. */
const TOTAL: Omit<Breakdown, 'name'> = { shows: 'every-line', lineOf: () => 'votes' };

const BREAKDOWNS: readonly Breakdown[] = [
  { ...FIRST_PREFERENCES, shows: 'every-line' },
  { ...RANKINGS, shows: 'every-line' },
  { ...RANKINGS, name: 'ballots', shows: 'every-line' },
  { ...REGION_TOTALS, name: 'audited by region' },
  { ...REGION_TOTALS, name: 'turnout' },
  { ...REGION_TOTALS, name: 'total' },
  { ...TOTAL, name: 'audited' },
  { ...TOTAL, name: 'credentials' },
];

function countsOfRecords({ races, audited, credentials }: ElectionRecords): Counts['breakdowns'] {
  const regions = Object.entries(races);
  const byLine = (of: (race: ElectionRecords['races'][string]) => Numbers): ReadonlyMap<string, number> =>
    new Map(
      regions.flatMap(([region, race]) =>
        Object.entries(of(race)).map(([text, votes]) => [lineOf(region, text), votes] as const),
      ),
    );
  const byRegion = (of: (race: ElectionRecords['races'][string]) => number): ReadonlyMap<string, number> =>
    new Map(regions.map(([region, race]) => [region, of(race)]));
  return new Map([
    [FIRST_PREFERENCES.name, byLine(({ results }) => results)],
    [RANKINGS.name, byLine(({ rankings }) => rankings)],
    ['ballots', byLine(({ ballots }) => ballots)],
    ['audited by region', byRegion((race) => race.audited)],
    ['turnout', byRegion(({ turnout }) => turnout)],
    ['total', byRegion(({ total }) => total)],
    ['audited', new Map([['votes', audited]])],
    ['credentials', new Map([['votes', credentials]])],
  ]);
}
