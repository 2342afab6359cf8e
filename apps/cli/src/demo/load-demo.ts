import type { Actor, ElectionOffice } from '@scrutin/ballot-store';
import { contestState } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { VoterRoll } from '@scrutin/voter-roll';
import { keepOpen } from '../contest/keep-open.ts';
import type { DemoContest } from './demo-contest.ts';
import type { DemoRoll } from './demo-roll.ts';

export interface DemoDesk {
  readonly office: ElectionOffice;
  readonly roll: Pick<VoterRoll, 'loadRoll'>;
  readonly actor: Actor;
  /** Of a roll that is new in Redis: with room for whom simulations add. */
  readonly buckets: number;
}

/** What became of a contest of the demonstration; `over` says what to do. */
export type DemoLoaded =
  | {
      readonly state: 'opened' | 'extended' | 'open';
      readonly onRoll: number;
      readonly added: number;
      /** Voters that the record of the roll names and Redis has no more, with what earlier simulations added. */
      readonly missing: number;
    }
  | { readonly state: 'over' };

/**
 * Makes a contest of the demonstration, or mends it: the draft, its roll, the opening. Again it changes nothing,
 * but for the closing, which is put off when it comes near.
 *
 * @throws ConfigurationError when the office refuses
 */
export async function loadDemoContest(
  { office, roll, actor, buckets: room }: DemoDesk,
  contest: DemoContest,
  voters: () => Promise<DemoRoll>,
  nowMs: number,
): Promise<DemoLoaded> {
  const known = await contest.prepare(office, actor, nowMs);
  const state = contestState(known.status, known.window, nowMs);
  if (state === 'closed' || state === 'certified') return { state: 'over' };
  const { rollKey } = contest;
  const { entries } = await voters();
  const loaded = await roll.loadRoll(rollKey, entries, { buckets: room });
  const { credentials, buckets, regions, added } = loaded;
  const onRecord = (await office.rolls()).find((registered) => registered.rollKey === rollKey);
  const missing = Number(onRecord?.credentials ?? 0n) - credentials;
  // Only what is new goes on record. A Redis that was emptied has the demonstration's own voters alone: the
  // record may not shrink to them.
  if (onRecord === undefined || missing < 0) {
    const record = { credentials, buckets, scheme: 'hmac-sha256', regions } as const;
    const recorded = await office.recordRoll(actor, rollKey, record);
    if (!recorded.ok) throw new ConfigurationError(`${rollKey}: ${recorded.detail}`);
  }
  const openness = await keepOpen(office, actor, rollKey, known, nowMs);
  if (!openness.ok) throw new ConfigurationError(`${rollKey}: ${openness.detail}`);
  if (openness.value === 'over') return { state: 'over' };
  return { state: openness.value, onRoll: credentials, added, missing: Math.max(0, missing) };
}
