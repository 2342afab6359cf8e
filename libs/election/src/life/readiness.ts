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
  /** The number of voters on the roll in this region, or undefined if the roll does not say where they vote. */
  readonly voters: bigint | undefined;
}

/**
 * The first thing that is missing, as a refusal; undefined if nothing is.
 *
 * @param allowsRacesWithoutVoters whether an official said, with a reason, that races without a voter are meant
 */
export function readinessGap(
  { hasRoll, races }: Readiness,
  allowsRacesWithoutVoters = false,
): Refusal | undefined {
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
  return allowsRacesWithoutVoters ? undefined : votersGap(races);
}

/** A file of the roll that was forgotten is the likeliest reason for a race without a voter. */
function votersGap(races: readonly ReadyRace[]): Refusal | undefined {
  const empty = races.filter(({ voters }) => voters === 0n).map(({ regionId }) => regionId);
  if (empty.length === 0) return undefined;
  const list = empty.join(', ');
  return refused('incomplete', {
    fr: `Personne n’est sur la liste électorale dans ${list} : chargez le reste de la liste. Si c’est voulu, dites-le, avec un motif.`,
    en: `Nobody is on the roll in ${list}: load the rest of the roll. If that is meant, say so, with a reason.`,
  });
}
