import { z } from 'zod';
import {
  candidateId,
  candidateParty,
  electionId,
  partyCode,
  partyColor,
  partyName,
  regionId,
  regionName,
  seats,
  votingMethod,
  withdrawn,
} from './election.ts';
import { instant, localizedText } from './law.ts';
import { percentage, turnoutBody } from './turnout.ts';

const votes = z.int().nonnegative();
const candidateName = z.string().meta({ description: 'First and last name.', examples: ['Marie Tremblay'] });
const provisional = z.boolean().meta({
  description: 'True until the result is certified.',
  examples: [true],
});
const updatedAt = instant.nullable().meta({
  description: 'When these counts were read: every vote counted by then is in them. Null while none is.',
  examples: ['2025-10-10T17:42:08.000Z'],
});
const totalVotes = votes.meta({ description: 'Votes for all candidates together.', examples: [28_745] });

/** `GET /api/v1/elections/{e}/regions/{r}/results`. */
export const raceResultBody = z
  .object({
    election_id: electionId,
    region_id: regionId,
    region_name: regionName,
    method: votingMethod,
    seats,
    counts: z.enum(['votes', 'first-preferences']).meta({
      description:
        'What `votes` are: votes, or in a ranked race the ballots that put the candidate first. Who is elected there is for the tabulation to say.',
      examples: ['votes'],
    }),
    candidates: z
      .array(
        z.object({
          candidate_id: candidateId,
          name: candidateName,
          ...candidateParty,
          photo_url: z
            .string()
            .nullable()
            .meta({ examples: [null] }),
          votes: votes.meta({ examples: [9_120] }),
          percentage: percentage.meta({ examples: [31.73] }),
          rank: z
            .int()
            .positive()
            .nullable()
            .meta({
              description:
                'Place by votes among those who stand; equal votes share it. Null for who withdrew.',
              examples: [1],
            }),
          tied: z
            .boolean()
            .meta({ description: 'Whether another candidate has the same place.', examples: [false] }),
          withdrawn,
        }),
      )
      .meta({
        description:
          'Every candidate, also without a vote: by rank, then in the order of the ballot; who withdrew comes last.',
      }),
    total_votes: totalVotes,
    turnout: turnoutBody,
    provisional,
    updated_at: updatedAt,
  })
  .meta({ id: 'RaceResult', description: 'What is counted in one race so far.' });
export type RaceResultBody = z.infer<typeof raceResultBody>;

/** `GET /api/v1/elections/{e}/results`. */
export const electionResultBody = z
  .object({
    election_id: electionId,
    name: localizedText.meta({ examples: [{ fr: 'Élections générales', en: 'General election' }] }),
    total_votes: totalVotes,
    turnout: turnoutBody,
    seats: z
      .object({
        total: votes.meta({ description: 'Seats of all races.', examples: [125] }),
        decided: votes.meta({ description: 'Seats given by published tabulations.', examples: [80] }),
      })
      .meta({ description: 'How many seats there are, and how many are decided.' }),
    parties: z
      .array(
        z.object({
          party_code: partyCode,
          name: partyName,
          color: partyColor,
          votes: votes.meta({
            description: 'Votes for its candidates; first preferences where ballots rank.',
            examples: [412_003],
          }),
          percentage,
          seats: votes.meta({
            description: 'Seats that published tabulations give its candidates.',
            examples: [31],
          }),
          leading: votes.meta({
            description:
              'Seats not tabulated yet for which its candidates are ahead. Who is tied for the last seat of a race leads for none.',
            examples: [12],
          }),
        }),
      )
      .meta({ description: 'Every party that has a candidate: by seats, then votes, then code.' }),
    candidates: z
      .array(
        z.object({
          region_id: regionId,
          candidate_id: candidateId,
          name: candidateName,
          ...candidateParty,
          votes: votes.meta({ examples: [9_120] }),
          elected: z
            .boolean()
            .nullable()
            .meta({ description: 'Null while the race is not tabulated.', examples: [null] }),
          withdrawn,
        }),
      )
      .meta({
        description:
          'Every candidate: by region, then in the order of the ballot. Never merged: a candidate is an identifier in a region.',
      }),
    regions: z
      .array(
        z.object({
          region_id: regionId,
          region_name: regionName,
          seats,
          total_votes: totalVotes,
          turnout: turnoutBody,
          tabulated: z
            .boolean()
            .meta({ description: 'Whether a tabulation is published.', examples: [false] }),
          provisional,
        }),
      )
      .meta({ description: 'By region identifier.' }),
    provisional,
    updated_at: updatedAt,
  })
  .meta({ id: 'ElectionResult', description: 'All regions of an election together.' });
export type ElectionResultBody = z.infer<typeof electionResultBody>;
