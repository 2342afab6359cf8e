import type { RollReportBody, RollUploadBody } from '@scrutin/contracts/admin';
import { parseRollLine } from '@scrutin/credentials';
import type { RollKey, RollOrigin, RollScheme } from '@scrutin/election';
import type { Actor, ElectionOffice, RollsInRedis } from '@scrutin/election-office';
import { loadRoll } from '@scrutin/election-office';
import type { RollEntry } from '@scrutin/voter-roll';
import { notDone } from '../http/answer.ts';
import type { RollSpool } from './roll-spool.ts';

/** What {@link loadCheckedRoll} works with. */
export interface LoadCheckedRollDependencies {
  readonly office: Pick<ElectionOffice, 'contest' | 'rolls' | 'beginRollLoad' | 'recordRoll'>;
  readonly roll: RollsInRedis;
}

/** The roll that is loaded: its key and how its credentials are hashed. */
export interface RollTarget {
  readonly key: RollKey;
  readonly scheme: RollScheme;
  readonly pepperCheck?: string | undefined;
  /** The manifest that came with the lines; undefined if there was none. */
  readonly manifest?: RollOrigin | undefined;
  /** Why credentials are added, if the contest is published. */
  readonly reason?: string | undefined;
}

type Loaded = NonNullable<RollUploadBody['loaded']>;

/**
 * Loads an uploaded roll that has no errors. In a draft it replaces the present roll, because nobody can have voted
 * with it. Later a roll can only grow, and above a number only with the approval of a second person. If Redis has lost part of a roll, the whole roll must be uploaded again.
 */
export async function loadCheckedRoll(
  { office, roll }: LoadCheckedRollDependencies,
  actor: Actor,
  { key, scheme, pepperCheck, manifest, reason }: RollTarget,
  report: RollReportBody,
  spool: RollSpool,
): Promise<
  | { readonly ok: true; readonly loaded: Loaded }
  | { readonly ok: false; readonly answer: ReturnType<typeof notDone> }
> {
  const loading = await loadRoll(
    {
      rollKey: key,
      scheme,
      pepperCheck,
      credentials: report.credentials,
      origin: manifest ?? { kind: 'upload', sha256: spool.sha256(), credentials: report.credentials },
      entries: () => entriesOf(spool),
    },
    { office, roll, actor, reason },
  );
  if (!loading.ok) return { ok: false, answer: notDone(loading) };
  const { credentials, added, alreadyThere, mended } = loading.value;
  return { ok: true, loaded: { credentials, added, already_there: alreadyThere, rebuild_needed: mended } };
}

async function* entriesOf(spool: RollSpool): AsyncGenerator<RollEntry, void, undefined> {
  for await (const lines of spool.lines()) {
    for (const line of lines) {
      const entry = parseRollLine(line);
      if (entry !== undefined) yield entry;
    }
  }
}
