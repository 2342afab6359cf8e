import type { Transaction } from './act.ts';
import type { Refusal } from './acts.ts';
import { parseSubject } from './contest-subject.ts';
import type { ContestSubject } from './election-office.ts';
import { refused } from './refusals.ts';

/** What is missing before voters may be told of it, as a refusal; undefined when nothing is. */
export async function readinessGap(
  transaction: Transaction,
  subject: ContestSubject,
): Promise<Refusal | undefined> {
  const roll = await transaction.roll.findUnique({
    where: { rollKey: subject },
    select: { rollKey: true },
  });
  if (roll === null) return refused('incomplete', 'It has no roll: load one, so that somebody may vote.');
  const parsed = parseSubject(subject);
  if (parsed?.kind !== 'election') return undefined;
  const races = await transaction.electionRegion.findMany({
    where: { electionId: parsed.id },
    orderBy: { regionId: 'asc' },
    include: { candidates: { where: { withdrawnAt: null }, select: { id: true } } },
  });
  if (races.length === 0) return refused('incomplete', 'It has no race.');
  for (const { regionId, seats, candidates } of races) {
    if (candidates.length === 0) return refused('incomplete', `Nobody stands in ${regionId}.`);
    if (candidates.length < seats) {
      const standing = `${candidates.length} of the candidates in ${regionId} stand`;
      return refused('incomplete', `${standing}, for ${seats} seats.`);
    }
  }
  return undefined;
}
