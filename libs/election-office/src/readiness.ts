import type { Readiness, RollKey } from '@scrutin/election';
import { parseRollKey } from '@scrutin/election';
import type { Transaction } from './act.ts';

/** Reads what `readinessGap` needs to know about a law or an election. */
export async function readReadiness(transaction: Transaction, subject: RollKey): Promise<Readiness> {
  const roll = await transaction.roll.findUnique({
    where: { rollKey: subject },
    select: { rollKey: true },
  });
  const hasRoll = roll !== null;
  const parsed = parseRollKey(subject);
  if (parsed?.kind !== 'election') return { hasRoll, races: undefined };
  const races = await transaction.electionRegion.findMany({
    where: { electionId: parsed.id },
    orderBy: { regionId: 'asc' },
    include: { candidates: { where: { withdrawnAt: null }, select: { id: true } } },
  });
  return {
    hasRoll,
    races: races.map(({ regionId, seats, candidates }) => ({ regionId, seats, standing: candidates.length })),
  };
}
