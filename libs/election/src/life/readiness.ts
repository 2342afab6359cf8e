import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { LocalizedText } from '../contests/localized-text.ts';

/** What must exist before a law or an election can be published. */
export interface Readiness {
  readonly hasRoll: boolean;
  /** The races of an election, in the order in which they are checked; undefined for a law. */
  readonly races: readonly ReadyRace[] | undefined;
  /** Regions of an election without a race, in which somebody is on the roll. */
  readonly regionsWithoutRace?: readonly string[];
}

interface ReadyRace {
  readonly regionId: string;
  readonly seats: number;
  /** The number of candidates who have not withdrawn. */
  readonly standing: number;
  /** Whether the race says what happens if no more candidates stand than there are seats (`Race.uncontested`). */
  readonly decidesUncontested: boolean;
  /** What is wrong with the drawn order of the candidates in the rules of the race. */
  readonly orderProblem?: LocalizedText | undefined;
  /** The number of voters on the roll in this region, or undefined if the roll does not say where they vote. */
  readonly voters: bigint | undefined;
}

/**
 * Everything that is missing, as one refusal; undefined if nothing is.
 *
 * @param allowsRacesWithoutVoters whether an official said, with a reason, that races without a voter are meant
 */
export function readinessGap(readiness: Readiness, allowsRacesWithoutVoters = false): Refusal | undefined {
  const gaps = [
    ...readinessGaps(readiness),
    ...(allowsRacesWithoutVoters ? [] : votersGap(readiness.races ?? [])),
  ];
  if (gaps.length === 0) return undefined;
  return refused('incomplete', {
    fr: gaps.map(({ fr }) => fr).join(' '),
    en: gaps.map(({ en }) => en).join(' '),
  });
}

function readinessGaps({ hasRoll, races, regionsWithoutRace = [] }: Readiness): LocalizedText[] {
  const gaps: LocalizedText[] = [];
  if (!hasRoll) {
    gaps.push({
      fr: 'Il n’y a pas de liste électorale : chargez-en une, pour que quelqu’un puisse voter.',
      en: 'It has no roll: load one, so that somebody may vote.',
    });
  }
  if (races?.length === 0) gaps.push({ fr: 'L’élection n’a aucune circonscription.', en: 'It has no race.' });
  if (regionsWithoutRace.length > 0) gaps.push(raceGap(regionsWithoutRace.join(', ')));
  return [...gaps, ...(races ?? []).flatMap(uncontestedGap), ...(races ?? []).flatMap(orderGap)];
}

/** These voters could never vote: each of their ballots would be rejected. */
function raceGap(regions: string): LocalizedText {
  return {
    fr: `Des personnes sont sur la liste électorale dans ${regions}, sans circonscription de ce nom : ajoutez-la, ou chargez une liste sans ces personnes.`,
    en: `Voters are on the roll in ${regions}, but there is no such race: add it, or load a roll without these voters.`,
  };
}

/** A file of the roll that was forgotten is the likeliest reason for a race without a voter. */
function votersGap(races: readonly ReadyRace[]): LocalizedText[] {
  const empty = races.filter(({ voters }) => voters === 0n).map(({ regionId }) => regionId);
  if (empty.length === 0) return [];
  const list = empty.join(', ');
  return [
    {
      fr: `Personne n’est sur la liste électorale dans ${list} : chargez le reste de la liste. Si c’est voulu, dites-le, avec un motif.`,
      en: `Nobody is on the roll in ${list}: load the rest of the roll. If that is meant, say so, with a reason.`,
    },
  ];
}

/** A race in which nobody could lose is published only if it says who is elected then. */
function uncontestedGap({ regionId, seats, standing, decidesUncontested }: ReadyRace): LocalizedText[] {
  if (standing > seats || decidesUncontested) return [];
  return [
    {
      fr: `Dans ${regionId}, ${candidatures(standing)} pour ${seats === 1 ? '1 siège' : `${seats} sièges`} : ajoutez des candidatures, ou fixez « uncontested » pour cette circonscription, « acclaim » (élection sans vote) ou « vote » (il faut des voix) ; les autres sièges restent vacants.`,
      en: `In ${regionId}, ${candidates(standing)} for ${seats === 1 ? '1 seat' : `${seats} seats`}: add candidates, or set \`uncontested\` of this race to \`acclaim\` (elected without a vote) or \`vote\` (votes are needed); the other seats stay vacant.`,
    },
  ];
}

function orderGap({ regionId, orderProblem }: ReadyRace): LocalizedText[] {
  if (orderProblem === undefined) return [];
  return [{ fr: `Dans ${regionId} : ${orderProblem.fr}`, en: `In ${regionId}: ${orderProblem.en}` }];
}

function candidatures(standing: number): string {
  if (standing === 0) return 'il n’y a aucune candidature';
  return standing === 1 ? 'il y a 1 candidature' : `il y a ${standing} candidatures`;
}

function candidates(standing: number): string {
  if (standing === 0) return 'nobody stands';
  return standing === 1 ? '1 candidate stands' : `${standing} candidates stand`;
}
