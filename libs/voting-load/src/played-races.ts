import type { ElectionBody } from '@scrutin/contracts/public';
import type { VotingMethod } from '@scrutin/election';
import { candidateName } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { PublicApi } from './public-api.ts';

/** A race as the public API describes it. */
export interface PlayedRace {
  readonly regionId: string;
  readonly method: VotingMethod;
  readonly maxRanks: number;
  /** All candidates in the order of the ballot, also those who withdrew. */
  readonly candidates: readonly PlayedCandidate[];
}

export interface PlayedCandidate {
  readonly candidateId: string;
  readonly name: string;
  /** Undefined for an independent. */
  readonly partyCode: string | undefined;
  readonly withdrawn: boolean;
}

/** The races in which votes are cast, and the regions of those in which nobody stands. */
export interface RacesToPlay {
  readonly races: readonly PlayedRace[];
  readonly withoutCandidates: readonly string[];
}

/**
 * All races of the election, with who stands in them. In a race in which nobody stands, nobody can vote; the others are
 * played.
 *
 * @throws ConfigurationError if there is no race, or nobody stands in any of them
 */
export async function playedRaces(
  api: Pick<PublicApi, 'candidates'>,
  election: Pick<ElectionBody, 'id' | 'regions'>,
): Promise<RacesToPlay> {
  if (election.regions.length === 0) {
    throw new ConfigurationError(`The election ${election.id} has no race: nobody can vote in it.`);
  }
  const races = await Promise.all(
    election.regions.map(async ({ id, method, max_ranks: maxRanks }) => {
      const candidates = ((await api.candidates(election.id, id)) ?? []).map((body) => ({
        candidateId: body.candidate_id,
        name: candidateName({ firstName: body.first_name ?? undefined, lastName: body.last_name }),
        partyCode: body.party_code ?? undefined,
        withdrawn: body.withdrawn,
      }));
      return { regionId: id, method, maxRanks, candidates };
    }),
  );
  const isPlayed = ({ candidates }: PlayedRace): boolean => candidates.some(({ withdrawn }) => !withdrawn);
  const played = races.filter(isPlayed);
  if (played.length === 0) {
    throw new ConfigurationError(`Nobody stands in any race of ${election.id}: nobody can vote in it.`);
  }
  const withoutCandidates = races.filter((race) => !isPlayed(race)).map(({ regionId }) => regionId);
  return { races: played, withoutCandidates };
}
