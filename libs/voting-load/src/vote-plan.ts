import { MALFORMED_VARIANTS } from './mistakes.ts';
import type { Ballot, Poll } from './poll.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

/** What a run should send. The percentages are shares of `votes`, the number of all requests. */
export interface PlanRequest {
  readonly votes: number;
  readonly duplicatesPercent: number;
  readonly unknownPercent: number;
  readonly scrambledPercent: number;
  /** Only for an election, like `invalidPercent`. */
  readonly wrongRegionPercent: number;
  readonly invalidPercent: number;
  readonly seed: number;
}

/**
 * One request to send.
 *
 * - `first`: the vote of a voter. `twins` is the number of further votes that the same voter sends at the same time.
 * - `again`: a voter whose vote was accepted sends another one, perhaps with another choice.
 * - `wrong-region`: a voter sends a valid ballot of another region. It is rejected. Then the voter sends a vote in the
 *   right region, which is counted.
 * - `unknown`: a vote with a credential that is on no roll.
 * - `scrambled-code`: the NAS of a voter on the roll with a code that is well formed but wrong. Each such request has
 *   another NAS, and its voter does not vote otherwise: wrong codes slow a NAS down, which this plan does not play.
 * - `invalid`: a ballot that its race does not allow, which the API refuses with 422.
 * - `malformed`: a request that the API refuses with 400. `variant` says which mistake it has.
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
  /** The number of requests of each kind in `steps`. Twins count as duplicates. */
  readonly counts: PlanCounts;
}

export interface PlanCounts {
  readonly voters: number;
  readonly duplicates: number;
  /** The duplicates that are sent at the same time as the first vote. */
  readonly twins: number;
  readonly unknown: number;
  readonly scrambledCodes: number;
  readonly malformed: number;
  readonly wrongRegion: number;
  readonly invalid: number;
}

/** Half of the scrambled requests have a wrong code (202, then unknown-credential), and half a body that gets 400. */
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

/**
 * The number of letters (credentials on the roll) for the plan: first of the voters, then of those with a wrong code.
 */
export function lettersNeeded({ voters, scrambledCodes }: PlanCounts): number {
  return voters + scrambledCodes;
}

/**
 * Why the request cannot be played, or undefined if it can.
 *
 * @param regions the regions of the poll; undefined if they are not known yet
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

/** The regions of the generated voters of this plan. The same seed gives the same regions. */
export function plannedRegions(request: PlanRequest, poll: Poll): (string | undefined)[] {
  const random = seededRandom(~request.seed);
  const letters = lettersNeeded(planCounts(request));
  return Array.from({ length: letters }, () => poll.drawRegion(random));
}

/**
 * Plans who votes for what, in which order and with which mistakes. The same request and regions give the same plan.
 *
 * @param regions the region of each letter, in the order of the letters
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

  // A third of the duplicates are sent at the same time as the first vote, as by a second click or a second device.
  const twins = new Uint32Array(counts.voters);
  for (let i = 0; i < counts.twins; i++) bump(twins, random.integer(counts.voters));
  const firstInWrongRegion = sample(counts.voters, counts.wrongRegion, random);

  // The slots below `voters` are first votes. Then come the later duplicates, the unknown voters, the wrong codes, …
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
    if (firstInWrongRegion.has(voter)) {
      const elsewhere = poll.regions.filter((region) => region !== regions[voter]);
      const ballot = poll.drawBallot(elsewhere[random.integer(elsewhere.length)], random);
      steps.push({ kind: 'wrong-region', voter, ballot });
    }
    steps.push({ kind: 'first', voter, ballot, twins: twins[voter] ?? 0 });
  };
  const atTheEnd: PlannedRequest[] = [];
  for (const slot of slots) {
    if (slot < firstEnd) first(slot);
    else if (slot < againEnd) {
      const voter = repeater[slot - firstEnd] ?? 0;
      const again: PlannedRequest = { kind: 'again', voter, ballot: ballotOf(voter) };
      // A voter cannot vote again before the first vote. If that is still to come, the second vote is sent at the end.
      if (hasVoted[voter] === 1) steps.push(again);
      else atTheEnd.push(again);
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
  steps.push(...atTheEnd);
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
