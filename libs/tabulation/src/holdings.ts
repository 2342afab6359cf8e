import type { Dealt, Parcel } from './piles.ts';
import { joinParcels } from './piles.ts';

/** What each candidate has: parcels of ballots, one for each value, and the votes that they add up to. */
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

  /** Gives every candidate the parcel that was dealt to them. */
  receive(dealt: Dealt): void {
    dealt.received.forEach((parcel, candidate) => {
      if (parcel === undefined) return;
      const parcels = this.parcels[candidate] as Map<bigint, Parcel>;
      const same = parcels.get(parcel.value);
      parcels.set(parcel.value, same === undefined ? parcel : joinParcels(same, parcel));
      this.totals[candidate] = this.votes(candidate) + worth(parcel);
    });
  }

  /** Takes all parcels and votes from a candidate, and returns the parcels. */
  release(candidate: number): readonly Parcel[] {
    const parcels = this.parcels[candidate] as Map<bigint, Parcel>;
    const released = [...parcels.values()];
    parcels.clear();
    this.totals[candidate] = 0n;
    return released;
  }

  /** Sets the votes that a candidate keeps after the ballots were transferred, such as an elected candidate's quota. */
  keep(candidate: number, votes: bigint): void {
    this.totals[candidate] = votes;
  }
}

/** The votes that a parcel is worth, in the units of its value. */
export function worth(parcel: Parcel): bigint {
  return parcel.value * BigInt(parcel.ballots);
}
