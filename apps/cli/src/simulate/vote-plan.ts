import type { LawOption } from '@scrutin/election';
import { seededRandom, shuffle } from './seeded-random.ts';

/** What is to be played. Percentages are of `votes`, the requests that are sent in all. */
export interface PlanRequest {
  readonly votes: number;
  readonly duplicatesPercent: number;
  readonly unknownPercent: number;
  readonly scrambledPercent: number;
  /** Of the voters: how many choose oui. */
  readonly ouiPercent: number;
  readonly seed: number;
}

/**
 * One request to send.
 *
 * - `first`: a voter's vote. `twins` is how many more of the same voter are sent at the same moment.
 * - `again`: a voter who voted sends once more, once the first vote was accepted, maybe with another choice.
 * - `unknown`: a credential that is on no roll.
 * - `scrambled-code`: the NAS of a voter of the roll with a code that is well formed and wrong. Each is
 *   another voter, who does not vote besides: failed guesses slow a NAS down, and that is not to be played.
 * - `malformed`: what the API refuses with 400; `variant` says which mistake.
 */
export type PlannedVote =
  | { readonly kind: 'first'; readonly voter: number; readonly choice: LawOption; readonly twins: number }
  | { readonly kind: 'again'; readonly voter: number; readonly choice: LawOption }
  | { readonly kind: 'unknown'; readonly stranger: number; readonly choice: LawOption }
  | { readonly kind: 'scrambled-code'; readonly voter: number; readonly choice: LawOption }
  | { readonly kind: 'malformed'; readonly voter: number; readonly variant: number };

export interface VotePlan {
  readonly steps: readonly PlannedVote[];
  /** How many requests of each kind `steps` comes to; twins are duplicates. */
  readonly counts: PlanCounts;
  /** Letters (credentials on the roll) that it takes: of those who vote, then of those with a wrong code. */
  readonly letters: number;
}

export interface PlanCounts {
  readonly voters: number;
  readonly duplicates: number;
  /** Of the duplicates: sent at the same moment as the first vote. */
  readonly twins: number;
  readonly unknown: number;
  readonly scrambledCodes: number;
  readonly malformed: number;
}

export const MALFORMED_VARIANTS = 5;

/** Half of the scrambled ones have a wrong code (202, then unknown-credential), half a body that answers 400. */
export function planCounts(request: PlanRequest): PlanCounts {
  const part = (percent: number): number => Math.round((request.votes * percent) / 100);
  const duplicates = part(request.duplicatesPercent);
  const unknown = part(request.unknownPercent);
  const scrambled = part(request.scrambledPercent);
  const scrambledCodes = Math.floor(scrambled / 2);
  return {
    voters: request.votes - duplicates - unknown - scrambled,
    duplicates,
    twins: Math.floor(duplicates / 3),
    unknown,
    scrambledCodes,
    malformed: scrambled - scrambledCodes,
  };
}

/** What is wrong with the request, or undefined when it can be played. */
export function planProblem(request: PlanRequest): string | undefined {
  const { voters } = planCounts(request);
  if (voters < 1) return 'duplicates, unknown and scrambled votes leave no vote that could count';
  return undefined;
}

/** The same request gives the same plan: who votes what, in which order, with which mistakes. */
export function planVotes(request: PlanRequest): VotePlan {
  const random = seededRandom(request.seed);
  const counts = planCounts(request);
  const choice = (): LawOption => (random.chance(request.ouiPercent, 100) ? 'oui' : 'non');
  const choices = Array.from({ length: counts.voters }, choice);

  // A third of the duplicates are sent at the same moment as the first vote: a second click, two devices.
  const twins = new Uint32Array(counts.voters);
  for (let i = 0; i < counts.twins; i++) bump(twins, random.integer(counts.voters));

  // Slots: below `voters` a first vote, then the later duplicates, the unknown, the scrambled, the malformed.
  const again = counts.duplicates - counts.twins;
  const ends = [counts.voters, again, counts.unknown, counts.scrambledCodes, counts.malformed];
  const [firstEnd = 0, againEnd = 0, unknownEnd = 0, codeEnd = 0, end = 0] = runningSums(ends);
  const slots = Uint32Array.from({ length: end }, (_, i) => i);
  shuffle(slots, random);

  const repeater = Uint32Array.from({ length: again }, () => random.integer(counts.voters));
  const hasVoted = new Uint8Array(counts.voters);
  const steps: PlannedVote[] = [];
  const first = (voter: number): void => {
    if (hasVoted[voter] === 1) return;
    hasVoted[voter] = 1;
    steps.push({ kind: 'first', voter, choice: choices[voter] ?? 'oui', twins: twins[voter] ?? 0 });
  };
  const late: PlannedVote[] = [];
  for (const slot of slots) {
    if (slot < firstEnd) first(slot);
    else if (slot < againEnd) {
      const voter = repeater[slot - firstEnd] ?? 0;
      const again: PlannedVote = { kind: 'again', voter, choice: choice() };
      // Nobody votes again before voting: who is not there yet comes at the end.
      if (hasVoted[voter] === 1) steps.push(again);
      else late.push(again);
    } else if (slot < unknownEnd) {
      steps.push({ kind: 'unknown', stranger: slot - againEnd, choice: choice() });
    } else if (slot < codeEnd) {
      const voter = counts.voters + slot - unknownEnd;
      steps.push({ kind: 'scrambled-code', voter, choice: choice() });
    } else {
      const voter = random.integer(counts.voters);
      steps.push({ kind: 'malformed', voter, variant: random.integer(MALFORMED_VARIANTS) });
    }
  }
  steps.push(...late);
  return { steps, counts, letters: counts.voters + counts.scrambledCodes };
}

function bump(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function runningSums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((n) => (sum += n));
}
