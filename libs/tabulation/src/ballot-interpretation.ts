import type { BallotGroup, Contest, PackedBallots, Rank } from './contest.ts';
import { isPacked, UNREADABLE_OVERVOTE } from './contest.ts';
import type { InterpretationRules } from './rule-set.ts';

/** Why a ballot no longer counts for anybody. `InterpretedBallots.endCauses` holds positions in this list. */
export const END_CAUSES = ['exhaustedChoices', 'overvotes', 'skippedRankings', 'repeatedRankings'] as const;

const EXHAUSTED = END_CAUSES.indexOf('exhaustedChoices');
const SKIPPED = END_CAUSES.indexOf('skippedRankings');
const REPEATED = END_CAUSES.indexOf('repeatedRankings');
export const OVERVOTED = END_CAUSES.indexOf('overvotes');

/**
 * The ballots in the form that a count works with. Each ballot is a list of steps, the candidates to try in
 * turn, and an end cause that applies once all steps are used up. The steps of ballot `b` are
 * `steps[offsets[b]] … steps[offsets[b + 1] - 1]`, and each step is an index into `Contest.candidates`.
 *
 * A step below zero is an overvote that can still count; `overvotes[-step - 1]` lists its candidates. It counts
 * for the only one of them who is continuing, and it ends the ballot when several are.
 *
 * Skipped ranks, repeated candidates and overvotes that can never count depend on the ballot alone and not on
 * the state of the count, so they are resolved once, here.
 */
export interface InterpretedBallots {
  readonly steps: Uint8Array | Int16Array;
  readonly offsets: Uint32Array;
  /** How many ballots each entry stands for; undefined when every entry is one ballot. */
  readonly counts: Uint32Array | Float64Array | undefined;
  /** Undefined when every ballot ends by `exhaustedChoices`. */
  readonly endCauses: Uint8Array | undefined;
  readonly overvotes: readonly (readonly number[])[];
  /** The number of ballots that rank nobody. They have no steps. */
  readonly blank: number;
  /** The number of all ballots, including the blank ones. */
  readonly total: number;
}

/** The interpreted ballots, or the reason why they cannot be interpreted. */
export type Interpretation = InterpretedBallots | { readonly unreadableOvervote: true };

/**
 * Applies the rules for overvotes, skipped ranks and repeated candidates to every ballot of a contest.
 *
 * @returns `unreadableOvervote` when the rules need the candidates of an overvote and the source does not name them
 */
export function interpretBallots(contest: Contest, rules: InterpretationRules): Interpretation {
  return isPacked(contest.ballots)
    ? interpretPacked(contest.ballots, contest, rules)
    : interpretGroups(contest.ballots, contest, rules);
}

/** Packed ballots have no skipped ranks and no overvotes. They are used without a copy unless a rule shortens one. */
function interpretPacked(
  packed: PackedBallots,
  contest: Contest,
  rules: InterpretationRules,
): Interpretation {
  if (isShortened(packed, contest.candidates.length, rules)) {
    return interpretGroups(unpack(packed, contest), contest, rules);
  }
  const { choices: steps, offsets, counts } = packed;
  let blank = 0;
  let total = 0;
  const groups = offsets.length - 1;
  for (let group = 0; group < groups; group += 1) {
    const count = counts === undefined ? 1 : (counts[group] as number);
    total += count;
    if (offsets[group] === offsets[group + 1]) blank += count;
  }
  return { steps, offsets, counts, endCauses: undefined, overvotes: [], blank, total };
}

/** Whether any ballot has more ranks than are read, or repeats a candidate when the rules end a ballot there. */
function isShortened(packed: PackedBallots, candidates: number, rules: InterpretationRules): boolean {
  const { offsets } = packed;
  const most = rules.maxRankingsAllowed === 'max' ? Infinity : rules.maxRankingsAllowed;
  for (let group = 1; most !== Infinity && group < offsets.length; group += 1) {
    if ((offsets[group] as number) - (offsets[group - 1] as number) > most) return true;
  }
  if (!rules.exhaustOnDuplicateCandidate) return false;
  return candidates <= 31 ? repeatsAmongFew(packed) : repeatsAmongMany(packed, candidates);
}

/** With up to 31 candidates, the candidates already seen fit into the bits of one number. */
function repeatsAmongFew({ choices, offsets }: PackedBallots): boolean {
  let repeated = 0;
  let at = 0;
  for (let group = 1; group < offsets.length; group += 1) {
    const end = offsets[group] as number;
    let seen = 0;
    for (; at < end; at += 1) {
      const bit = 1 << (choices[at] as number);
      repeated |= seen & bit;
      seen |= bit;
    }
  }
  return repeated !== 0;
}

function repeatsAmongMany({ choices, offsets }: PackedBallots, candidates: number): boolean {
  const lastSeenIn = new Float64Array(candidates);
  let at = 0;
  for (let group = 1; group < offsets.length; group += 1) {
    const end = offsets[group] as number;
    for (; at < end; at += 1) {
      const choice = choices[at] as number;
      if (lastSeenIn[choice] === group) return true;
      lastSeenIn[choice] = group;
    }
  }
  return false;
}

function unpack(packed: PackedBallots, contest: Contest): BallotGroup[] {
  const single = contest.candidates.map((candidate): Rank => [candidate.id]);
  return Array.from({ length: packed.offsets.length - 1 }, (_, group) => ({
    ranks: Array.from(
      packed.choices.subarray(packed.offsets[group], packed.offsets[group + 1]),
      (choice) => single[choice] as Rank,
    ),
    count: packed.counts === undefined ? 1 : (packed.counts[group] as number),
  }));
}

function interpretGroups(
  groups: readonly BallotGroup[],
  contest: Contest,
  rules: InterpretationRules,
): Interpretation {
  const reader = new BallotReader(contest, rules);
  const steps: number[] = [];
  const offsets = new Uint32Array(groups.length + 1);
  const counts = new Float64Array(groups.length);
  const endCauses = new Uint8Array(groups.length);
  let kept = 0;
  let blank = 0;
  let total = 0;
  const { maxRankingsAllowed } = rules;
  for (const { ranks: marked, count } of groups) {
    total += count;
    const ranks = maxRankingsAllowed === 'max' ? marked : marked.slice(0, maxRankingsAllowed);
    if (ranks.every((rank) => rank.length === 0)) {
      blank += count;
      continue;
    }
    const cause = reader.read(ranks, steps);
    if (cause === undefined) return { unreadableOvervote: true };
    counts[kept] = count;
    endCauses[kept] = cause;
    kept += 1;
    offsets[kept] = steps.length;
  }
  return {
    steps: Int16Array.from(steps),
    offsets: offsets.slice(0, kept + 1),
    counts: counts.slice(0, kept),
    endCauses: endCauses.slice(0, kept),
    overvotes: reader.overvotes,
    blank,
    total,
  };
}

/** Interprets one ballot after another, and collects the overvotes that can still count for a candidate. */
class BallotReader {
  readonly overvotes: (readonly number[])[] = [];
  private readonly overvoteSteps = new Map<string, number>();
  private readonly indices: ReadonlyMap<string, number>;
  private readonly isStanding: readonly boolean[];
  private readonly rules: InterpretationRules;

  constructor(contest: Contest, rules: InterpretationRules) {
    this.indices = new Map(contest.candidates.map((candidate, index) => [candidate.id, index]));
    this.isStanding = contest.candidates.map((candidate) => candidate.excluded !== true);
    this.rules = rules;
  }

  /** Appends the steps of a ballot to `steps`. Returns its end cause, or undefined if it cannot be interpreted. */
  read(ranks: readonly Rank[], steps: number[]): number | undefined {
    const { maxSkippedRanksAllowed, exhaustOnDuplicateCandidate } = this.rules;
    const seen = exhaustOnDuplicateCandidate ? new Set<string>() : undefined;
    let skipped = 0;
    for (const rank of ranks) {
      if (rank.length === 0) {
        skipped += 1;
        continue;
      }
      if (maxSkippedRanksAllowed !== 'unlimited' && skipped > maxSkippedRanksAllowed) return SKIPPED;
      skipped = 0;
      if (seen !== undefined) {
        if (rank.some((id) => seen.has(id))) return REPEATED;
        for (const id of rank) seen.add(id);
      }
      const step = this.step(rank);
      if (step === 'unreadable') return undefined;
      if (step === 'end') return OVERVOTED;
      if (step !== 'next') steps.push(step);
    }
    return EXHAUSTED;
  }

  private step(rank: Rank): number | 'next' | 'end' | 'unreadable' {
    const unreadable = rank.includes(UNREADABLE_OVERVOTE);
    if (rank.length === 1 && !unreadable) return this.candidateStep(rank[0] as string);
    switch (this.rules.overvoteRule) {
      case 'exhaustImmediately':
        return 'end';
      case 'alwaysSkipToNextRank':
        return 'next';
      case 'exhaustIfMultipleContinuing':
        return unreadable ? 'unreadable' : this.overvoteStep(rank);
    }
  }

  private candidateStep(id: string): number | 'next' {
    const index = this.indices.get(id);
    return index !== undefined && this.isStanding[index] === true ? index : 'next';
  }

  private overvoteStep(rank: Rank): number | 'next' {
    const members = rank
      .map((id) => this.candidateStep(id))
      .filter((step) => step !== 'next')
      .sort((a, b) => a - b);
    if (members.length < 2) return members[0] ?? 'next';
    const key = members.join();
    let step = this.overvoteSteps.get(key);
    if (step === undefined) {
      this.overvotes.push(members);
      step = -this.overvotes.length;
      this.overvoteSteps.set(key, step);
    }
    return step;
  }
}
