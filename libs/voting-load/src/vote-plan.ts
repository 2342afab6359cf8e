import { MALFORMED_VARIANTS } from './mistakes.ts';
import type { Ballot, Poll } from './poll.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

/** What is to be played. Percentages are of `votes`, the requests that are sent in all. */
export interface PlanRequest {
  readonly votes: number;
  readonly duplicatesPercent: number;
  readonly unknownPercent: number;
  readonly scrambledPercent: number;
  /** Of an election only, as is `invalidPercent`. */
  readonly wrongRegionPercent: number;
  readonly invalidPercent: number;
  readonly seed: number;
}

/**
 * One request to send.
 *
 * - `first`: a voter's vote. `twins` is how many more of the same voter are sent at the same moment.
 * - `again`: a voter who voted sends once more, once the first vote was accepted, maybe with another choice.
 * - `wrong-region`: a voter sends a good ballot of another region. It is rejected, and the voter's vote, which
 *   comes after it, counts.
 * - `unknown`: a credential that is on no roll.
 * - `scrambled-code`: the NAS of a voter of the roll with a code that is well formed and wrong. Each is
 *   another voter, who does not vote besides: failed guesses slow a NAS down, and that is not to be played.
 * - `invalid`: a ballot that its race does not take, which the API refuses with 422.
 * - `malformed`: what the API refuses with 400; `variant` says which mistake.
 */
export type PlannedRequest =
  | { readonly kind: 'first'; readonly voter: number; readonly ballot: Ballot; readonly twins: number }
  | { readonly kind: 'again'; readonly voter: number; readonly ballot: Ballot }
  | { readonly kind: 'wrong-region'; readonly voter: number; readonly ballot: Ballot }
  | { readonly kind: 'unknown'; readonly stranger: number; readonly ballot: Ballot }
  | { readonly kind: 'scrambled-code'; readonly voter: number; readonly ballot: Ballot }
  | { readonly kind: 'invalid'; readonly voter: number; readonly ballot: Ballot }
  | { readonly kind: 'malformed'; readonly voter: number; readonly variant: number };

export interface VotePlan {
  readonly steps: readonly PlannedRequest[];
  /** How many requests of each kind `steps` comes to; twins are duplicates. */
  readonly counts: PlanCounts;
}

export interface PlanCounts {
  readonly voters: number;
  readonly duplicates: number;
  /** Of the duplicates: sent at the same moment as the first vote. */
  readonly twins: number;
  readonly unknown: number;
  readonly scrambledCodes: number;
  readonly malformed: number;
  readonly wrongRegion: number;
  readonly invalid: number;
}

/** Half of the scrambled ones have a wrong code (202, then unknown-credential), half a body that answers 400. */
export function planCounts(request: PlanRequest): PlanCounts {
  const part = (percent: number): number => Math.round((request.votes * percent) / 100);
  const duplicates = part(request.duplicatesPercent);
  const unknown = part(request.unknownPercent);
  const scrambled = part(request.scrambledPercent);
  const scrambledCodes = Math.floor(scrambled / 2);
  const wrongRegion = part(request.wrongRegionPercent);
  const invalid = part(request.invalidPercent);
  return {
    voters: request.votes - duplicates - unknown - scrambled - wrongRegion - invalid,
    duplicates,
    twins: Math.floor(duplicates / 3),
    unknown,
    scrambledCodes,
    malformed: scrambled - scrambledCodes,
    wrongRegion,
    invalid,
  };
}

/** Letters (credentials on the roll) that it takes: of those who vote, then of those with a wrong code. */
export function lettersNeeded({ voters, scrambledCodes }: PlanCounts): number {
  return voters + scrambledCodes;
}

/**
 * What is wrong with the request, or undefined when it can be played.
 *
 * @param regions of the poll; undefined while they are not known
 */
export function planProblem(
  request: PlanRequest,
  regions: readonly string[] | undefined,
): string | undefined {
  const { voters, wrongRegion, invalid } = planCounts(request);
  if (voters < 1) return 'the votes that must not count leave no vote that could';
  if (regions?.length === 0 && wrongRegion + invalid > 0) {
    return 'votes in a wrong region and invalid ballots are of elections';
  }
  if (regions?.length === 1 && wrongRegion > 0) return 'there is one region only: none can be the wrong one';
  if (wrongRegion > voters) return 'there are more votes in a wrong region than voters, who try it once each';
  return undefined;
}

/** Where the voters vote who are made up for this plan: the same for the same seed. */
export function plannedRegions(request: PlanRequest, poll: Poll): (string | undefined)[] {
  const random = seededRandom(~request.seed);
  const letters = lettersNeeded(planCounts(request));
  return Array.from({ length: letters }, () => poll.drawRegion(random));
}

/**
 * The same request and regions give the same plan: who votes what, in which order, with which mistakes.
 *
 * @param regions of each voter of the letters, in their order
 */
export function planVotes(
  request: PlanRequest,
  poll: Poll,
  regions: readonly (string | undefined)[],
): VotePlan {
  const random = seededRandom(request.seed);
  const counts = planCounts(request);
  const ballotOf = (voter: number): Ballot => poll.drawBallot(regions[voter], random);
  const ballots = Array.from({ length: counts.voters }, (_, voter) => ballotOf(voter));

  // A third of the duplicates are sent at the same moment as the first vote: a second click, two devices.
  const twins = new Uint32Array(counts.voters);
  for (let i = 0; i < counts.twins; i++) bump(twins, random.integer(counts.voters));
  const astray = sample(counts.voters, counts.wrongRegion, random);

  // Slots: below `voters` a first vote, then the later duplicates, the unknown, the scrambled, the malformed …
  const again = counts.duplicates - counts.twins;
  const { voters, unknown, scrambledCodes, malformed, invalid } = counts;
  const ends = runningSums([voters, again, unknown, scrambledCodes, malformed, invalid]);
  const [firstEnd = 0, againEnd = 0, unknownEnd = 0, codeEnd = 0, malformedEnd = 0, end = 0] = ends;
  const slots = Uint32Array.from({ length: end }, (_, i) => i);
  shuffle(slots, random);

  const repeater = Uint32Array.from({ length: again }, () => random.integer(counts.voters));
  const hasVoted = new Uint8Array(counts.voters);
  const steps: PlannedRequest[] = [];
  const first = (voter: number): void => {
    const ballot = ballots[voter];
    if (ballot === undefined || hasVoted[voter] === 1) return;
    hasVoted[voter] = 1;
    if (astray.has(voter)) {
      const elsewhere = poll.regions.filter((region) => region !== regions[voter]);
      const stray = poll.drawBallot(elsewhere[random.integer(elsewhere.length)], random);
      steps.push({ kind: 'wrong-region', voter, ballot: stray });
    }
    steps.push({ kind: 'first', voter, ballot, twins: twins[voter] ?? 0 });
  };
  const late: PlannedRequest[] = [];
  for (const slot of slots) {
    if (slot < firstEnd) first(slot);
    else if (slot < againEnd) {
      const voter = repeater[slot - firstEnd] ?? 0;
      const again: PlannedRequest = { kind: 'again', voter, ballot: ballotOf(voter) };
      // Nobody votes again before voting: who is not there yet comes at the end.
      if (hasVoted[voter] === 1) steps.push(again);
      else late.push(again);
    } else if (slot < unknownEnd) {
      const ballot = poll.drawBallot(poll.drawRegion(random), random);
      steps.push({ kind: 'unknown', stranger: slot - againEnd, ballot });
    } else if (slot < codeEnd) {
      const voter = counts.voters + slot - unknownEnd;
      steps.push({ kind: 'scrambled-code', voter, ballot: ballotOf(voter) });
    } else if (slot < malformedEnd) {
      const voter = random.integer(counts.voters);
      steps.push({ kind: 'malformed', voter, variant: random.integer(MALFORMED_VARIANTS) });
    } else {
      const voter = random.integer(counts.voters);
      steps.push({ kind: 'invalid', voter, ballot: poll.drawInvalid(regions[voter], random) });
    }
  }
  steps.push(...late);
  return { steps, counts };
}

function sample(from: number, count: number, random: Parameters<typeof shuffle>[1]): ReadonlySet<number> {
  const all = Uint32Array.from({ length: count === 0 ? 0 : from }, (_, i) => i);
  shuffle(all, random);
  return new Set(all.subarray(0, count));
}

function bump(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function runningSums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((n) => (sum += n));
}
