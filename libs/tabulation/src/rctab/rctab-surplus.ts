import { powerOfTen } from '../decimal.ts';
import type { Holdings } from '../holdings.ts';
import { worth } from '../holdings.ts';
import type { Piles } from '../piles.ts';
import type { RoundLog } from '../round-log.ts';

interface SurplusTransfer {
  readonly candidate: number;
  /** Whether the last seat is filled. The surplus is then shown but goes to nobody. */
  readonly final: boolean;
  readonly threshold: bigint;
  readonly scale: number;
  readonly piles: Piles;
  readonly holdings: Holdings;
  readonly continuing: Uint8Array;
  readonly log: RoundLog;
}

/**
 * Transfers what an elected candidate has above the threshold, as RCTab does. The fraction surplus / votes is cut to
 * the decimals of the arithmetic, and the product of each ballot's value with that fraction is cut again. What remains
 * above the threshold because of these cuts is the residual surplus, and it is lost.
 */
export function transferSurplus(transfer: SurplusTransfer): void {
  const { candidate, threshold, scale, holdings, piles, log, continuing } = transfer;
  const one = powerOfTen(scale);
  const votes = holdings.votes(candidate);
  const surplus = votes > threshold ? votes - threshold : 0n;
  const fraction = votes > 0n ? (surplus * one) / votes : 0n;
  log.transfer(candidate, 'surplus');
  let transferred = 0n;
  for (const parcel of holdings.release(candidate)) {
    const value = (parcel.value * fraction) / one;
    if (value === 0n) continue;
    transferred += worth({ ...parcel, value });
    if (transfer.final) {
      log.exhaust('finalRoundSurplus', worth({ ...parcel, value }));
    } else {
      const dealt = piles.move(parcel, value, continuing);
      holdings.receive(dealt);
      log.moved(dealt, value);
    }
  }
  const remaining = votes - transferred;
  const residual = remaining > threshold ? remaining - threshold : 0n;
  log.exhaust('residualSurplus', residual);
  holdings.keep(candidate, remaining - residual);
}
