import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';

/** What must exist before a law or an election can be published. */
export interface Readiness {
  readonly hasRoll: boolean;
  /** The races of an election, in the order in which they are checked; undefined for a law. */
  readonly races: readonly ReadyRace[] | undefined;
}

interface ReadyRace {
  readonly regionId: string;
  readonly seats: number;
  /** The number of candidates who have not withdrawn. */
  readonly standing: number;
}

/** The first thing that is missing, as a refusal; undefined if nothing is. */
export function readinessGap({ hasRoll, races }: Readiness): Refusal | undefined {
  if (!hasRoll)
    return refused('incomplete', {
      fr: 'Il n’y a pas de liste électorale : chargez-en une, pour que quelqu’un puisse voter.',
      en: 'It has no roll: load one, so that somebody may vote.',
    });
  if (races === undefined) return undefined;
  if (races.length === 0)
    return refused('incomplete', { fr: 'L’élection n’a aucune course.', en: 'It has no race.' });
  for (const { regionId, seats, standing } of races) {
    if (standing === 0)
      return refused('incomplete', {
        fr: `Personne n’est candidat dans ${regionId}.`,
        en: `Nobody stands in ${regionId}.`,
      });
    if (standing < seats) {
      return refused('incomplete', {
        fr: `Il reste ${standing} candidatures dans ${regionId}, pour ${seats} sièges.`,
        en: `${standing} of the candidates in ${regionId} stand, for ${seats} seats.`,
      });
    }
  }
  return undefined;
}
