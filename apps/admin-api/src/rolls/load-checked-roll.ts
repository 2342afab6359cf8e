import type { Actor, ElectionOffice, RegisteredRoll } from '@scrutin/ballot-store';
import type { RollReportBody, RollUploadBody } from '@scrutin/contracts';
import { parseRollLine } from '@scrutin/credentials';
import type { ContestState, RollKey, RollScheme } from '@scrutin/election';
import { bucketsFor } from '@scrutin/voter-roll';
import type { RollEntry, RollStatus, VoterRoll } from '@scrutin/voter-roll';
import { refused } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { RollSpool } from './roll-spool.ts';

export interface RollDesk {
  readonly office: Pick<ElectionOffice, 'law' | 'election' | 'rolls' | 'recordRoll'>;
  readonly roll: Pick<VoterRoll, 'loadRoll' | 'removeRoll' | 'status'>;
}

/** Whose roll it is, and what is on record of it. */
export interface RollTarget {
  readonly key: RollKey;
  readonly scheme: RollScheme;
  readonly state: ContestState;
  readonly registered: RegisteredRoll | undefined;
}

type Loaded = NonNullable<RollUploadBody['loaded']>;

/**
 * Loads a roll without errors into Redis, then puts it on record. Of a draft it takes the place of the roll that
 * was there: nobody can have voted by it. Later a roll only grows; what Redis has lost of it must come again whole.
 */
export async function loadCheckedRoll(
  { office, roll }: RollDesk,
  actor: Actor,
  { key, scheme, state, registered }: RollTarget,
  report: RollReportBody,
  spool: RollSpool,
): Promise<{ readonly ok: true; readonly loaded: Loaded } | { readonly ok: false; readonly answer: Answer }> {
  const isDraft = state === 'draft';
  if (isDraft) await roll.removeRoll(key);
  const before = Number(registered?.credentials ?? 0);
  const isWhole = !isDraft && isIntact(await roll.status(key), before);
  if (!isDraft && !isWhole && !covers(report, registered)) {
    return no(
      'incomplete',
      `Redis has lost some of the ${before} credentials of this roll: send the whole roll, the new ones included.`,
    );
  }
  const planned = report.credentials + (isWhole ? before : 0);
  const loaded = await roll.loadRoll(key, entriesOf(spool), { buckets: bucketsFor(planned) });
  if (!isWhole && loaded.credentials !== report.credentials) {
    return no(
      'incomplete',
      `Redis holds ${loaded.credentials} credentials of this roll, and the file has ${report.credentials}: another ` +
        'roll was loaded at the same time, or some lines have the same hash. Nothing was put on record: send it again.',
    );
  }
  const { credentials, buckets, regions, added } = loaded;
  const recorded = await office.recordRoll(actor, key, { credentials, buckets, scheme, regions });
  if (!recorded.ok) return no(recorded.kind, `${recorded.detail} It is in Redis, but not on record.`);
  const rebuildNeeded = !isDraft && !isWhole && registered !== undefined;
  return { ok: true, loaded: { credentials, added, rebuild_needed: rebuildNeeded } };
}

function no(
  kind: Parameters<typeof refused>[0]['kind'],
  detail: string,
): { readonly ok: false; readonly answer: Answer } {
  return { ok: false, answer: refused({ kind, detail }) };
}

function isIntact(status: RollStatus, registered: number): boolean {
  return status.state === 'complete' && status.missingBuckets === 0 && status.credentials === registered;
}

/** Whether the file can be the roll on record with more: it has as many, everywhere. */
function covers(report: RollReportBody, registered: RegisteredRoll | undefined): boolean {
  if (registered === undefined) return true;
  if (report.credentials < Number(registered.credentials)) return false;
  return [...registered.regions].every(([region, count]) => (report.regions[region] ?? 0) >= Number(count));
}

async function* entriesOf(spool: RollSpool): AsyncGenerator<RollEntry, void, undefined> {
  for await (const lines of spool.lines()) {
    for (const line of lines) {
      const entry = parseRollLine(line);
      if (entry !== undefined) yield entry;
    }
  }
}
