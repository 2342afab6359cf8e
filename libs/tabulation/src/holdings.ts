import { joinParcels } from './piles.ts';
import type { Dealt, Parcel } from './piles.ts';

/** What each candidate holds: parcels of ballots by their value, and the votes they add up to. */
export class Holdings {
  private readonly parcels: Map<bigint, Parcel>[];
  private readonly totals: bigint[];

  constructor(candidates: number) {
    this.parcels = Array.from({ length: candidates }, () => new Map<bigint, Parcel>());
    this.totals = Array.from({ length: candidates }, () => 0n);
  }

  /** Votes, in the units of the parcels' values. */
  votes(candidate: number): bigint {
    return this.totals[candidate] as bigint;
  }

  /** Gives every candidate what was dealt. */
  receive(dealt: Dealt): void {
    dealt.received.forEach((parcel, candidate) => {
      if (parcel === undefined) return;
      const held = this.parcels[candidate] as Map<bigint, Parcel>;
      const same = held.get(parcel.value);
      held.set(parcel.value, same === undefined ? parcel : joinParcels(same, parcel));
      this.totals[candidate] = this.votes(candidate) + worth(parcel);
    });
  }

  /** Takes everything from a candidate. */
  release(candidate: number): readonly Parcel[] {
    const held = this.parcels[candidate] as Map<bigint, Parcel>;
    const released = [...held.values()];
    held.clear();
    this.totals[candidate] = 0n;
    return released;
  }

  /** Sets what a candidate keeps once the ballots have gone on (an elected candidate's quota). */
  keep(candidate: number, votes: bigint): void {
    this.totals[candidate] = votes;
  }
}

export function worth(parcel: Parcel): bigint {
  return parcel.value * BigInt(parcel.ballots);
}
