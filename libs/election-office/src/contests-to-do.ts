import type { ContestState, Election, Law, LocalizedText, RollKey } from '@scrutin/election';
import { contestState, electionRollKey, lawRollKey, readinessGap, windowWarning } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { elections } from './elections.ts';
import { laws } from './law-acts.ts';
import { readReadiness } from './readiness.ts';
import { COUNT_PROGRESS, LATEST_NOTICES, RACES_OF_ELECTIONS } from './sql/contests-to-do.sql.ts';

/** How many races of an election are counted, wait for a lot, or are published. A law counts as one race. */
interface CountsOfContest {
  readonly races: number;
  readonly counted: number;
  /** Their newest count ends with a tie that a lot must decide. */
  readonly awaitingLot: number;
  readonly published: number;
}

/** A contest, and what its next step needs. */
export interface ContestToDo {
  readonly contest: Law | Election;
  readonly rollKey: RollKey;
  readonly state: ContestState;
  /** What keeps a draft from being published. */
  readonly blocks: readonly LocalizedText[];
  /** Once the voting has closed. */
  readonly counts: CountsOfContest | undefined;
  /** The latest notice to voters, if the contest is published and not over. */
  readonly notice: LocalizedText | undefined;
}

/** All laws and elections with what they need, those that open first at the top. */
export async function contestsToDo(context: ActContext): Promise<ContestToDo[]> {
  const nowMs = context.clock();
  const all = [...(await laws(context)), ...(await elections(context))]
    .sort(
      (one, other) =>
        one.window.opensAtMs - other.window.opensAtMs || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
    )
    .map((contest) => ({
      contest,
      rollKey: contest.kind === 'law' ? lawRollKey(contest.id) : electionRollKey(contest.id),
      state: contestState(contest.status, contest.window, nowMs),
    }));
  const inState = (...states: readonly ContestState[]): RollKey[] =>
    all.filter(({ state }) => states.includes(state)).map(({ rollKey }) => rollKey);
  const blocks = await blocksOf(context, inState('draft'));
  const counts = await countsOf(context, inState('closed'));
  const notices = await latestNotices(context, inState('scheduled', 'open'));
  return all.map((one) => {
    const warning = windowWarning(one.contest, nowMs);
    return {
      ...one,
      blocks: [...(warning === undefined ? [] : [warning]), ...(blocks.get(one.rollKey) ?? [])],
      counts: counts.get(one.rollKey),
      notice: notices.get(one.rollKey),
    };
  });
}

/** The same rule decides when the contest is published. */
async function blocksOf({ database }: ActContext, drafts: readonly RollKey[]) {
  const blocks = new Map<RollKey, readonly LocalizedText[]>();
  for (const rollKey of drafts) {
    const readiness = await database.run('overview', (client) => readReadiness(client, rollKey));
    const gap = readinessGap(readiness);
    if (gap !== undefined) blocks.set(rollKey, [gap.text]);
  }
  return blocks;
}

async function countsOf({ database }: ActContext, closed: readonly RollKey[]) {
  const counts = new Map<RollKey, CountsOfContest>();
  if (closed.length === 0) return counts;
  const ids = closed.flatMap((key) => (key.startsWith('election:') ? [key.slice('election:'.length)] : []));
  const elections = await database.query<{ readonly election_id: string; readonly races: number }>(
    'overview',
    RACES_OF_ELECTIONS,
    ids,
  );
  const races = new Map(elections.map((row) => [electionRollKey(row.election_id), row.races]));
  const rows = await database.query<{
    readonly roll_key: string;
    readonly published: boolean;
    readonly newest: string | null;
    readonly is_outdated: boolean;
  }>('overview', COUNT_PROGRESS, closed);
  for (const rollKey of closed) {
    const own = rows.filter(({ roll_key: key, is_outdated: isOutdated }) => key === rollKey && !isOutdated);
    counts.set(rollKey, {
      races: rollKey.startsWith('law:') ? 1 : (races.get(rollKey) ?? 0),
      counted: own.length,
      awaitingLot: own.filter(({ newest }) => newest === 'awaits-lot').length,
      published: own.filter(({ published }) => published).length,
    });
  }
  return counts;
}

async function latestNotices({ database }: ActContext, rollKeys: readonly RollKey[]) {
  const rows =
    rollKeys.length === 0
      ? []
      : await database.query<{
          readonly roll_key: string;
          readonly text_fr: string;
          readonly text_en: string;
        }>('overview', LATEST_NOTICES, rollKeys);
  return new Map(rows.map((row) => [row.roll_key, { fr: row.text_fr, en: row.text_en }]));
}
