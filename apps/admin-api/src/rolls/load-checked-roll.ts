import type { Actor, BegunRollLoad, ElectionOffice } from '@scrutin/ballot-store';
import type { RollReportBody, RollUploadBody } from '@scrutin/contracts';
import { parseRollLine } from '@scrutin/credentials';
import type { RollKey, RollScheme } from '@scrutin/election';
import { bucketsFor } from '@scrutin/voter-roll';
import type { RollEntry, RollStatus, VoterRoll } from '@scrutin/voter-roll';
import { refused } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { RollSpool } from './roll-spool.ts';

export interface RollDesk {
  readonly office: Pick<ElectionOffice, 'law' | 'election' | 'rolls' | 'beginRollLoad' | 'recordRoll'>;
  readonly roll: Pick<VoterRoll, 'loadRoll' | 'removeRoll' | 'status'>;
}

/** Whose roll it is. */
export interface RollTarget {
  readonly key: RollKey;
  readonly scheme: RollScheme;
}

type Loaded = NonNullable<RollUploadBody['loaded']>;

/**
 * Loads a roll without errors into Redis, then puts it on record; that it begins is on record first, judged by what
 * the contest is by then, as a roll may take minutes to arrive. Of a draft it takes the place of the roll that
 * was there: nobody can have voted by it. Later a roll only grows; what Redis has lost of it must come again whole.
 */
export async function loadCheckedRoll(
  { office, roll }: RollDesk,
  actor: Actor,
  { key, scheme }: RollTarget,
  report: RollReportBody,
  spool: RollSpool,
): Promise<{ readonly ok: true; readonly loaded: Loaded } | { readonly ok: false; readonly answer: Answer }> {
  const begun = await office.beginRollLoad(actor, key, scheme);
  if (!begun.ok) return no(begun.kind, begun.detail);
  const { replaces, registered } = begun.value;
  if (replaces) await roll.removeRoll(key);
  const before = Number(registered?.credentials ?? 0);
  const isWhole = !replaces && isIntact(await roll.status(key), before);
  if (!replaces && !isWhole && !covers(report, registered)) {
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
  const rebuildNeeded = !replaces && !isWhole && registered !== undefined;
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
function covers(report: RollReportBody, registered: BegunRollLoad['registered']): boolean {
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
