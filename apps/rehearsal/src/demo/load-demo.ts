import type { RollKey } from '@scrutin/election';
import { contestState } from '@scrutin/election';
import type { Actor, ElectionOffice, RollsInRedis } from '@scrutin/election-office';
import { isWholeInRedis, loadRoll } from '@scrutin/election-office';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import { keepOpen } from '../keep-open.ts';
import { MADE_UP } from '../made-up.ts';
import { requireRehearsal } from '../require-rehearsal.ts';
import type { DemoContest } from './demo-contest.ts';
import type { DemoRoll } from './demo-roll.ts';

export interface DemoDependencies {
  readonly office: ElectionOffice;
  readonly roll: RollsInRedis;
  readonly actor: Actor;
  /** A new roll gets buckets for this many credentials, which includes those that simulations will add. */
  readonly room: number;
  /** Reads the credentials that simulations have added to the roll. */
  readonly generated: (rollKey: RollKey) => Promise<readonly RollEntry[]>;
}

/** The state of a contest of the demonstration after the load. `over`: it has closed, and was left unchanged. */
export type DemoLoaded =
  | {
      readonly state: 'opened' | 'extended' | 'open';
      readonly onRoll: number;
      readonly added: number;
      /** True if Redis had lost some of the roll. It has the roll again, but not yet the claims of its votes. */
      readonly mended: boolean;
    }
  | { readonly state: 'over' };

/**
 * Creates a contest of the demonstration, loads its roll and opens it. Whatever exists already is kept, and whatever is
 * missing is added. A second call changes nothing, except that it puts off a closing that is less than a month away.
 *
 * @throws ConfigurationError if the election office refuses
 */
export async function loadDemoContest(
  dependencies: DemoDependencies,
  contest: DemoContest,
  voters: () => Promise<DemoRoll>,
  nowMs: number,
): Promise<DemoLoaded> {
  const { office, actor } = dependencies;
  const known = await contest.prepare(office, actor, nowMs);
  requireRehearsal(contest.rollKey, known);
  const state = contestState(known.status, known.window, nowMs);
  if (state === 'closed' || state === 'certified') return { state: 'over' };
  const { rollKey } = contest;
  const { onRoll, added, mended } = await loadVoters(dependencies, rollKey, await voters());
  const openness = await keepOpen(office, actor, rollKey, known, nowMs);
  if (!openness.ok) throw new ConfigurationError(`${rollKey}: ${openness.detail}`);
  if (openness.value === 'over') return { state: 'over' };
  return { state: openness.value, onRoll, added, mended };
}

/** Loads the roll only if it is missing or incomplete, because each load adds an entry to the record of acts. */
async function loadVoters(
  { office, roll, actor, room, generated }: DemoDependencies,
  rollKey: RollKey,
  { entries, isNew, pepperCheck }: DemoRoll,
): Promise<{ readonly onRoll: number; readonly added: number; readonly mended: boolean }> {
  const onRecord = (await office.rolls()).find((registered) => registered.rollKey === rollKey);
  const isWhole = onRecord !== undefined && isWholeInRedis(await roll.status(onRecord), onRecord);
  if (isWhole && !isNew) return { onRoll: Number(onRecord.credentials), added: 0, mended: false };
  const all = onRecord === undefined || isWhole ? entries : [...entries, ...(await generated(rollKey))];
  const source = {
    rollKey,
    scheme: 'hmac-sha256',
    credentials: all.length,
    room,
    pepperCheck,
    origin: { kind: 'made-up', credentials: all.length },
    entries: () => all,
  } as const;
  const loaded = await loadRoll(source, { office, roll, actor, inDraft: 'add', reason: MADE_UP });
  if (!loaded.ok) throw new ConfigurationError(`${rollKey}: ${loaded.detail}`);
  const { credentials, added, mended } = loaded.value;
  return { onRoll: credentials, added, mended };
}
