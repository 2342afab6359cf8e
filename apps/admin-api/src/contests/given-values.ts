import type { StepBody } from '@scrutin/contracts/admin';
import type { ActOutcome, StepRequest, VotingWindow } from '@scrutin/election';
import { instantProblemText, readInstant, refused } from '@scrutin/election';

/** The zone in which times without an offset are read. It may have to be looked up. */
export type ZoneOf = () => Promise<string>;

/** The step that a body asks for. */
export async function stepOf(
  {
    step,
    reason,
    closes_at,
    allow_races_without_voters: allowsEmptyRaces,
    allow_outstanding_votes: allowsOutstanding,
  }: StepBody,
  zoneOf: ZoneOf,
): Promise<ActOutcome<StepRequest>> {
  const closing = closes_at === undefined ? undefined : await instantOf('closes_at', closes_at, zoneOf);
  if (closing?.ok === false) return closing;
  return {
    ok: true,
    value: {
      step,
      ...(reason === undefined ? {} : { reason }),
      ...(closing === undefined ? {} : { closesAtMs: closing.value }),
      ...(allowsEmptyRaces === undefined ? {} : { allowRacesWithoutVoters: allowsEmptyRaces }),
      ...(allowsOutstanding === undefined ? {} : { allowOutstandingVotes: allowsOutstanding }),
    },
  };
}

/** The window of a body that has both times. */
export async function windowOf(
  body: { readonly opens_at: string; readonly closes_at: string },
  zoneOf: ZoneOf,
): Promise<ActOutcome<VotingWindow>> {
  const opening = await instantOf('opens_at', body.opens_at, zoneOf);
  if (!opening.ok) return opening;
  const closing = await instantOf('closes_at', body.closes_at, zoneOf);
  if (!closing.ok) return closing;
  return { ok: true, value: { opensAtMs: opening.value, closesAtMs: closing.value } };
}

/** The window of a patch, if it was given. The schema requires both times or neither. */
export async function newWindowOf(
  body: { readonly opens_at?: string | undefined; readonly closes_at?: string | undefined },
  zoneOf: ZoneOf,
): Promise<ActOutcome<{ readonly window?: VotingWindow }>> {
  const { opens_at, closes_at } = body;
  if (opens_at === undefined || closes_at === undefined) return { ok: true, value: {} };
  const window = await windowOf({ opens_at, closes_at }, zoneOf);
  return window.ok ? { ok: true, value: { window: window.value } } : window;
}

async function instantOf(field: string, text: string, zoneOf: ZoneOf): Promise<ActOutcome<number>> {
  const reading = readInstant(text);
  const read = reading.ok || reading.problem !== 'no-offset' ? reading : readInstant(text, await zoneOf());
  if (read.ok) return { ok: true, value: read.ms };
  const { fr, en } = instantProblemText(read);
  return refused('invalid', { fr: `${field} : ${fr}`, en: `${field}: ${en}` });
}
