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
  vacantSeats,
  votingMethod,
  withdrawn,
} from './election.ts';
import { contestTimeZone, instant, localizedText, purpose } from './law.ts';
import { percentage, turnoutBody } from './turnout.ts';

const votes = z.int().nonnegative();
const candidateName = z.string().meta({ description: 'First and last name.', examples: ['Marie Tremblay'] });
const provisional = z.boolean().meta({
  description: 'True until the result is certified.',
  examples: [true],
});
const updatedAt = instant.nullable().meta({
  description:
    'When these counts were first read as they are. They include every vote that was counted by then. Null while no vote is counted.',
  examples: ['2025-10-10T17:42:08.000Z'],
});
const blankCount = votes.meta({
  description: 'Blank votes, which count for no candidate.',
  examples: [0],
});
const totalVotes = votes.meta({ description: 'All votes counted, blank ones included.', examples: [28_745] });

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
        'What `votes` counts: votes, or in a ranked race the ballots that put the candidate first. In a ranked race only the tabulation says who is elected.',
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
          percentage: percentage.meta({
            description: 'Percentage of the votes for candidates, rounded half up to two decimals.',
            examples: [31.73],
          }),
          rank: z
            .int()
            .positive()
            .nullable()
            .meta({
              description:
                'Place by votes among the candidates who have not withdrawn; equal votes share a place. Null for a candidate who withdrew.',
              examples: [1],
            }),
          tied: z
            .boolean()
            .meta({ description: 'True if another candidate has the same place.', examples: [false] }),
          withdrawn,
        }),
      )
      .meta({
        description:
          'Every candidate, with or without votes: by rank, then in the order of the ballot. Candidates who withdrew come last.',
      }),
    blank_count: blankCount,
    total_votes: totalVotes,
    turnout: turnoutBody,
    purpose,
    provisional,
    updated_at: updatedAt,
    time_zone: contestTimeZone,
  })
  .meta({ id: 'RaceResult', description: 'The votes counted so far in one race.' });
export type RaceResultBody = z.infer<typeof raceResultBody>;

/** `GET /api/v1/elections/{e}/results`. */
export const electionResultBody = z
  .object({
    election_id: electionId,
    name: localizedText.meta({ examples: [{ fr: 'Élections générales', en: 'General election' }] }),
    blank_count: blankCount,
    total_votes: totalVotes,
    turnout: turnoutBody,
    seats: z
      .object({
        total: votes.meta({ description: 'Seats of all races.', examples: [125] }),
        decided: votes.meta({ description: 'Seats that published tabulations have filled.', examples: [80] }),
      })
      .meta({ description: 'How many seats there are, and how many are decided.' }),
    parties: z
      .array(
        z.object({
          party_code: partyCode,
          name: partyName,
          color: partyColor,
          votes: votes.meta({
            description: 'Votes for its candidates; in ranked races, first preferences.',
            examples: [412_003],
          }),
          percentage,
          seats: votes.meta({
            description: 'Seats that its candidates won in published tabulations.',
            examples: [31],
          }),
          leading: votes.meta({
            description:
              'Seats without a published tabulation for which its candidates are ahead. A candidate who is tied for the last seat of a race is not counted.',
            examples: [12],
          }),
        }),
      )
      .meta({ description: 'Every party that has a candidate: by seats, then votes, then code.' }),
    independents: z
      .object({
        votes: votes.meta({ description: 'Votes for candidates without a party.', examples: [3_120] }),
        percentage,
        seats: votes.meta({ examples: [0] }),
        leading: votes.meta({ examples: [1] }),
      })
      .meta({ description: 'The same of all candidates who stand without a party, together.' }),
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
            .meta({ description: 'Null while no tabulation of the race is published.', examples: [null] }),
          acclaimed: z
            .boolean()
            .nullable()
            .meta({
              description:
                'True if elected unopposed, without a vote. Null while no tabulation is published.',
              examples: [null],
            }),
          withdrawn,
        }),
      )
      .meta({
        description:
          'Every candidate: by region, then in the order of the ballot. Candidates of two regions are never merged, even if their identifiers are equal.',
      }),
    regions: z
      .array(
        z.object({
          region_id: regionId,
          region_name: regionName,
          seats,
          blank_count: blankCount,
          total_votes: totalVotes,
          turnout: turnoutBody,
          tabulated: z
            .boolean()
            .meta({ description: 'True if a tabulation of the race is published.', examples: [false] }),
          vacant_seats: vacantSeats.nullable().meta({
            description: 'Seats that nobody takes; null while no tabulation of the race is published.',
            examples: [null],
          }),
          provisional,
        }),
      )
      .meta({ description: 'By region identifier.' }),
    purpose,
    provisional,
    updated_at: updatedAt,
    time_zone: contestTimeZone,
  })
  .meta({ id: 'ElectionResult', description: 'The results of all regions of an election.' });
export type ElectionResultBody = z.infer<typeof electionResultBody>;
