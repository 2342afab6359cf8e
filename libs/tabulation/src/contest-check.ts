import type { Contest, PackedBallots } from './contest.ts';
import { isPacked, UNREADABLE_OVERVOTE } from './contest.ts';
import type { LocalizedText } from './localized-text.ts';
import type { RefusalReason } from './result.ts';
import { TO_EXHAUSTED, TO_RESIDUAL } from './result.ts';
import type { RuleName } from './rule-set.ts';

export interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: LocalizedText;
}

/** The steps of an interpreted ballot are 16-bit numbers; this limit stays well within them. */
const MOST_CANDIDATES = 10_000;

/** Keys that ballots and results use for votes without a candidate. No candidate may have one as its identifier. */
const NOBODY = new Set([UNREADABLE_OVERVOTE, TO_EXHAUSTED, TO_RESIDUAL]);

/** The rule sets that treat the line of undeclared write-ins specially. The others could elect it. */
const KNOW_WRITE_INS: readonly RuleName[] = ['irv', 'rctab'];

const TOO_MANY: Refusal = {
  reason: 'too-many-ballots',
  detail: { fr: 'il y a plus de 2^53 - 1 bulletins', en: 'there are more than 2^53 - 1 ballots' },
};

/** The same words in both languages: an identifier or a number. */
function same(text: string): LocalizedText {
  return { fr: text, en: text };
}

function ballotCount(count: number): Refusal {
  return {
    reason: 'invalid-ballot-count',
    detail: { fr: `un groupe de ${count} bulletins`, en: `a group of ${count} ballots` },
  };
}

/** Returns why a rule set cannot count the candidates of a contest, or undefined if it can. */
export function refuseRule({ candidates }: Contest, rule: RuleName): Refusal | undefined {
  const writeIns = candidates.some((one) => one.undeclaredWriteIns === true && one.excluded !== true);
  return writeIns && !KNOW_WRITE_INS.includes(rule)
    ? {
        reason: 'rules-do-not-fit',
        detail: {
          fr: `${rule} ne peut pas dépouiller une ligne de noms ajoutés non déclarés`,
          en: `${rule} cannot count a line of undeclared write-ins`,
        },
      }
    : undefined;
}

/**
 * Returns what makes a contest impossible to count, or undefined. A contest that passes has only safe integers
 * as ballot counts and a total below 2^53, so that plain numbers hold every number of its ballots exactly.
 */
export function refuseContest(contest: Contest): Refusal | undefined {
  const { candidates, ballots } = contest;
  if (candidates.every((candidate) => candidate.excluded === true)) {
    return {
      reason: 'no-candidates',
      detail: { fr: 'il n’y a aucune candidature', en: 'there is no candidate' },
    };
  }
  if (candidates.length > MOST_CANDIDATES) {
    return {
      reason: 'rules-do-not-fit',
      detail: {
        fr: `il y a plus de ${MOST_CANDIDATES} candidatures`,
        en: `there are more than ${MOST_CANDIDATES} candidates`,
      },
    };
  }
  const ids = new Set<string>();
  for (const { id } of candidates) {
    if (ids.has(id) || NOBODY.has(id)) return { reason: 'duplicate-candidate', detail: same(id) };
    ids.add(id);
  }
  if (candidates.filter((candidate) => candidate.undeclaredWriteIns === true).length > 1) {
    return {
      reason: 'duplicate-candidate',
      detail: {
        fr: 'il y a plusieurs lignes de noms ajoutés non déclarés',
        en: 'there is more than one line of undeclared write-ins',
      },
    };
  }
  if (!Number.isSafeInteger(contest.seats) || contest.seats < 0) {
    return {
      reason: 'invalid-seats',
      detail: { fr: `nombre de sièges : ${contest.seats}`, en: `${contest.seats} seats` },
    };
  }
  if (isPacked(ballots)) return refusePacked(ballots, candidates.length);
  let total = 0;
  for (const { ranks, count } of ballots) {
    if (!Number.isSafeInteger(count) || count < 0) {
      return ballotCount(count);
    }
    total += count;
    if (!Number.isSafeInteger(total)) return TOO_MANY;
    for (const rank of ranks) {
      for (const id of rank) {
        if (!ids.has(id) && id !== UNREADABLE_OVERVOTE)
          return { reason: 'unknown-candidate', detail: same(id) };
      }
    }
  }
  return undefined;
}

function refusePacked(ballots: PackedBallots, candidates: number): Refusal | undefined {
  const { choices, offsets, counts } = ballots;
  const invalid = (fr: string, en: string): Refusal => ({
    reason: 'invalid-packed-ballots',
    detail: { fr, en },
  });
  const groups = offsets.length - 1;
  if (groups < 0) return invalid('il n’y a aucune position', 'no offsets');
  if (counts !== undefined && counts.length !== groups)
    return invalid(
      'il faut autant de nombres que de bulletins',
      'the number of counts and of ballots must be equal',
    );
  if (offsets[0] !== 0 || offsets[groups] !== choices.length)
    return invalid('les positions ne couvrent pas les choix', 'offsets do not span the choices');
  for (let group = 0; group < groups; group += 1) {
    if ((offsets[group] as number) > (offsets[group + 1] as number))
      return invalid('les positions décroissent', 'offsets decrease');
  }
  const unknown = areBelow(choices, candidates)
    ? undefined
    : choices.find((choice) => choice < 0 || choice >= candidates);
  if (unknown !== undefined) return { reason: 'unknown-candidate', detail: same(`index ${unknown}`) };
  if (counts === undefined) return undefined;
  let total = 0;
  for (const count of counts) {
    if (!Number.isSafeInteger(count) || count < 0) {
      return ballotCount(count);
    }
    total += count;
    if (!Number.isSafeInteger(total)) return TOO_MANY;
  }
  return undefined;
}

/** Whether all choices are surely below a limit. They are compared four at a time, where that is possible. */
function areBelow(choices: PackedBallots['choices'], limit: number): boolean {
  if (choices.BYTES_PER_ELEMENT !== 1 || choices.byteOffset % 4 !== 0 || limit > 128) return false;
  const words = new Int32Array(choices.buffer, choices.byteOffset, choices.length >> 2);
  // Bytes of at least the limit reach 128 with it, so that their highest bit is set.
  const missing = Math.imul(128 - limit, 0x01010101);
  let highest = 0;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as number;
    highest |= ((word & 0x7f7f7f7f) + missing) | word;
  }
  return (highest & 0x80808080) === 0 && choices.subarray(words.length * 4).every((choice) => choice < limit);
}
