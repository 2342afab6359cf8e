import type { Readiness, RollKey } from '@scrutin/election';
import { drawnOrderProblem, parseRollKey } from '@scrutin/election';
import type { Transaction } from './act.ts';

/** Reads what `readinessGap` needs to know about a law or an election. */
export async function readReadiness(transaction: Transaction, subject: RollKey): Promise<Readiness> {
  const roll = await transaction.roll.findUnique({
    where: { rollKey: subject },
    select: { regions: true, voidTotals: true },
  });
  const hasRoll = roll !== null;
  const parsed = parseRollKey(subject);
  if (parsed?.kind !== 'election') return { hasRoll, races: undefined };
  const races = await transaction.electionRegion.findMany({
    where: { electionId: parsed.id },
    orderBy: { regionId: 'asc' },
    include: { candidates: { select: { id: true, withdrawnAt: true } } },
  });
  const voters = votersByRegion(roll);
  const inRace = new Set(races.map(({ regionId }) => regionId));
  return {
    hasRoll,
    regionsWithoutRace: [...(voters ?? [])]
      .filter(([regionId, credentials]) => credentials > 0n && !inRace.has(regionId))
      .map(([regionId]) => regionId)
      .sort(),
    races: races.map(({ regionId, seats, ruleSet, candidates, uncontested }) => {
      const known = candidates.map(({ id, withdrawnAt }) => ({ id, withdrawn: withdrawnAt !== null }));
      return {
        regionId,
        seats,
        standing: known.filter(({ withdrawn }) => !withdrawn).length,
        decidesUncontested: uncontested !== null,
        orderProblem: drawnOrderProblem(ruleSet, known),
        voters: voters && (voters.get(regionId) ?? 0n),
      };
    }),
  };
}

interface InRegion {
  readonly regionId: string;
  readonly credentials: bigint;
}

/** The credentials that are not void, by region. Undefined if the roll does not have regions. */
function votersByRegion(
  roll: { readonly regions: readonly InRegion[]; readonly voidTotals: readonly InRegion[] } | null,
): ReadonlyMap<string, bigint> | undefined {
  if (roll === null || roll.regions.length === 0) return undefined;
  const voters = new Map(roll.regions.map(({ regionId, credentials }) => [regionId, credentials]));
  for (const { regionId, credentials } of roll.voidTotals) {
    voters.set(regionId, (voters.get(regionId) ?? 0n) - credentials);
  }
  return voters;
}
