import type { Contest, PackedBallots } from './contest.ts';
import { isPacked, UNREADABLE_OVERVOTE } from './contest.ts';
import type { RefusalReason } from './result.ts';
import { TO_EXHAUSTED, TO_RESIDUAL } from './result.ts';
import type { RuleName } from './rule-set.ts';

export interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

/** The steps of an interpreted ballot are 16-bit numbers; this limit stays well within them. */
const MOST_CANDIDATES = 10_000;

/** Keys that ballots and results use for votes without a candidate. No candidate may have one as its identifier. */
const NOBODY = new Set([UNREADABLE_OVERVOTE, TO_EXHAUSTED, TO_RESIDUAL]);

/** The rule sets that treat the line of undeclared write-ins specially. The others could elect it. */
const KNOW_WRITE_INS: readonly RuleName[] = ['irv', 'rctab'];

/** Returns why a rule set cannot count the candidates of a contest, or undefined if it can. */
export function refuseRule({ candidates }: Contest, rule: RuleName): Refusal | undefined {
  const writeIns = candidates.some((one) => one.undeclaredWriteIns === true && one.excluded !== true);
  return writeIns && !KNOW_WRITE_INS.includes(rule)
    ? { reason: 'rules-do-not-fit', detail: `${rule} cannot count a line of undeclared write-ins` }
    : undefined;
}

/**
 * Returns what makes a contest impossible to count, or undefined. A contest that passes has only safe integers
 * as ballot counts and a total below 2^53, so that plain numbers hold every number of its ballots exactly.
 */
export function refuseContest(contest: Contest): Refusal | undefined {
  const { candidates, ballots } = contest;
  if (candidates.every((candidate) => candidate.excluded === true)) {
    return { reason: 'no-candidates', detail: 'there is no candidate' };
  }
  if (candidates.length > MOST_CANDIDATES) {
    return { reason: 'rules-do-not-fit', detail: `more than ${MOST_CANDIDATES} candidates` };
  }
  const ids = new Set<string>();
  for (const { id } of candidates) {
    if (ids.has(id) || NOBODY.has(id)) return { reason: 'duplicate-candidate', detail: id };
    ids.add(id);
  }
  if (candidates.filter((candidate) => candidate.undeclaredWriteIns === true).length > 1) {
    return { reason: 'duplicate-candidate', detail: 'more than one line of undeclared write-ins' };
  }
  if (!Number.isSafeInteger(contest.seats) || contest.seats < 0) {
    return { reason: 'invalid-seats', detail: `${contest.seats} seats` };
  }
  if (isPacked(ballots)) return refusePacked(ballots, candidates.length);
  let total = 0;
  for (const { ranks, count } of ballots) {
    if (!Number.isSafeInteger(count) || count < 0) {
      return { reason: 'invalid-ballot-count', detail: `a group of ${count} ballots` };
    }
    total += count;
    if (!Number.isSafeInteger(total)) return { reason: 'too-many-ballots', detail: 'more than 2^53 - 1' };
    for (const rank of ranks) {
      for (const id of rank) {
        if (!ids.has(id) && id !== UNREADABLE_OVERVOTE) return { reason: 'unknown-candidate', detail: id };
      }
    }
  }
  return undefined;
}

function refusePacked(ballots: PackedBallots, candidates: number): Refusal | undefined {
  const { choices, offsets, counts } = ballots;
  const invalid = (detail: string): Refusal => ({ reason: 'invalid-packed-ballots', detail });
  const groups = offsets.length - 1;
  if (groups < 0) return invalid('no offsets');
  if (counts !== undefined && counts.length !== groups)
    return invalid('the number of counts and of ballots must be equal');
  if (offsets[0] !== 0 || offsets[groups] !== choices.length)
    return invalid('offsets do not span the choices');
  for (let group = 0; group < groups; group += 1) {
    if ((offsets[group] as number) > (offsets[group + 1] as number)) return invalid('offsets decrease');
  }
  for (let at = 0; at < choices.length; at += 1) {
    const choice = choices[at] as number;
    if (choice < 0 || choice >= candidates) return { reason: 'unknown-candidate', detail: `index ${choice}` };
  }
  if (counts === undefined) return undefined;
  let total = 0;
  for (const count of counts) {
    if (!Number.isSafeInteger(count) || count < 0) {
      return { reason: 'invalid-ballot-count', detail: `a group of ${count} ballots` };
    }
    total += count;
    if (!Number.isSafeInteger(total)) return { reason: 'too-many-ballots', detail: 'more than 2^53 - 1' };
  }
  return undefined;
}
