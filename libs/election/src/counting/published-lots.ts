import type { Round } from '@scrutin/tabulation';
import type { Lot } from './lots.ts';

/** What the public may know of a lot. */
export type PublishedLot = Omit<Lot, 'id' | 'contest' | 'tabulation'>;

/** A tie that a lot decided, as a round of a count has it. */
type Tie = Pick<Round['ties'][number], 'purpose' | 'chosen' | 'method'>;

/** The lot on record that decided a tie. Undefined if the tie was decided in another way. */
export function lotOfTie<L extends Pick<Lot, 'purpose' | 'tied' | 'drawn'>>(
  { purpose, chosen, method }: Tie,
  lots: readonly L[],
): L | undefined {
  if (method.kind !== 'lot') return undefined;
  const { among } = method;
  return lots.find(
    (lot) =>
      lot.purpose === purpose &&
      lot.drawn[0] === chosen &&
      lot.tied.length === among.length &&
      among.every((id) => lot.tied.includes(id)),
  );
}

/** The lots that decided these ties, each once, in the order of the ties. */
export function lotsOfTies<L extends Pick<Lot, 'purpose' | 'tied' | 'drawn'>>(
  ties: readonly Tie[],
  lots: readonly L[],
): readonly L[] {
  return [...new Set(ties.flatMap((tie) => lotOfTie(tie, lots) ?? []))];
}
