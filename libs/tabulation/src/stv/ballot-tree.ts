import type { InterpretedBallots } from '../ballot-interpretation.ts';
import type { Candidate } from '../contest.ts';
import { divideUp } from '../decimal.ts';

interface Node {
  readonly candidate: number;
  /** The number of ballots that begin with the candidates on the path to this node. */
  ballots: bigint;
  readonly children: Map<number, Node>;
}

/**
 * Ballots as a tree of their common beginnings. In Meek's method, what is left of a ballot when it reaches a candidate
 * depends only on the candidates before, so it is computed once for all ballots with the same beginning.
 */
export class BallotTree {
  private readonly root: Node = { candidate: -1, ballots: 0n, children: new Map() };
  private readonly candidates: number;

  /** Excluded candidates are left out. A candidate who is named again counts at the first place only. */
  constructor(ballots: InterpretedBallots, candidates: readonly Candidate[]) {
    this.candidates = candidates.length;
    const { steps, offsets, counts } = ballots;
    for (let ballot = 0; ballot < offsets.length - 1; ballot += 1) {
      const count = BigInt(counts === undefined ? 1 : (counts[ballot] as number));
      let node = this.root;
      const seen = new Set<number>();
      for (let at = offsets[ballot] as number; at < (offsets[ballot + 1] as number); at += 1) {
        const candidate = steps[at] as number;
        if (seen.has(candidate) || candidates[candidate]?.excluded === true) continue;
        seen.add(candidate);
        node = childOf(node, candidate);
        node.ballots += count;
      }
    }
  }

  /**
   * Distributes every ballot. Each candidate, in order of rank, receives the share of the keep factor of what is left
   * of the ballot, rounded up to a unit. `one` is a whole vote in units.
   *
   * @returns the votes of each candidate, in units
   */
  distribute(keep: readonly bigint[], one: bigint): bigint[] {
    const votes = Array.from({ length: this.candidates }, () => 0n);
    const visit = (node: Node, weight: bigint): void => {
      for (const child of node.children.values()) {
        const kept = divideUp(weight * (keep[child.candidate] as bigint), one);
        votes[child.candidate] = (votes[child.candidate] as bigint) + kept * child.ballots;
        if (weight > kept) visit(child, weight - kept);
      }
    };
    visit(this.root, one);
    return votes;
  }
}

function childOf(node: Node, candidate: number): Node {
  let child = node.children.get(candidate);
  if (child === undefined) {
    child = { candidate, ballots: 0n, children: new Map() };
    node.children.set(candidate, child);
  }
  return child;
}
