import type { Election, Law, PublishedCountEntry, PublishedRace } from '@scrutin/election';
import { candidateName, contestKey, instantText, raceKey } from '@scrutin/election';
import type { RecordedBallots } from './cast-vote-records.ts';

type StandingCount = Pick<PublishedCountEntry, 'ballots' | 'ballotsDigest' | 'publishedAtMs'>;

/** A law as its cast vote records describe it. */
export function recordedBallotsOfLaw({ id, title, purpose }: Law, count: StandingCount): RecordedBallots {
  return {
    contest: contestKey({ kind: 'law', lawId: id }),
    name: title,
    kind: 'law',
    isRehearsal: purpose === 'rehearsal',
    seats: 1,
    votesAllowed: 1,
    choices: [
      { id: 'oui', name: { fr: 'Oui', en: 'Yes' }, party: undefined },
      { id: 'non', name: { fr: 'Non', en: 'No' }, party: undefined },
    ],
    ...standing(count),
  };
}

/** A race as its cast vote records describe it. Candidates who withdrew are among the choices: ballots may name them. */
export function recordedBallotsOfRace(
  { purpose }: Pick<Election, 'purpose'>,
  race: PublishedRace,
  count: StandingCount,
): RecordedBallots {
  return {
    contest: raceKey(race),
    name: race.region.name,
    kind: race.method,
    isRehearsal: purpose === 'rehearsal',
    seats: race.seats,
    votesAllowed: race.maxRanks,
    choices: race.candidates.map((candidate) => {
      const name = candidateName(candidate);
      return { id: candidate.id, name: { fr: name, en: name }, party: candidate.party };
    }),
    ...standing(count),
  };
}

function standing({ ballots, ballotsDigest, publishedAtMs }: StandingCount) {
  return { ballots, ballotsDigest, publishedAt: instantText(publishedAtMs) };
}
