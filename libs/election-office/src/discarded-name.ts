import type { ActOutcome, RollKey } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { ActContext } from './act.ts';

/**
 * The outcome of an act that creates a contest. If its identifier is taken by a rehearsal that was thrown away, which no
 * list shows any more, the refusal says so.
 */
export async function sayDiscarded<T>(
  { database }: ActContext,
  rollKey: RollKey,
  outcome: ActOutcome<T>,
): Promise<ActOutcome<T>> {
  if (outcome.ok || outcome.kind !== 'already-exists') return outcome;
  const discarded = await database.run('elections', (client) =>
    client.discardedRehearsal.findUnique({ where: { rollKey } }),
  );
  if (discarded === null) return outcome;
  return refused('already-exists', {
    fr: `Une répétition ${rollKey} a été supprimée. Son identifiant reste pris, car ses actes restent au registre : choisissez-en un autre.`,
    en: `A rehearsal ${rollKey} was thrown away. Its identifier stays taken, because its acts stay on record: choose another one.`,
  });
}
