import { z } from 'zod';
import { ELECTION_TYPES, IDENTIFIER_PATTERN, UNCONTESTED_RULES, VOTING_METHODS } from '@scrutin/election';
import {
  ballotRecord,
  blankVotes,
  instant,
  localizedText,
  localWindow,
  purpose,
  RESULTS_VISIBILITIES,
} from './law.ts';

const identifier = z.string().regex(IDENTIFIER_PATTERN);

export const electionId = identifier.meta({
  description: 'Identifier of an election.',
  examples: ['PROV-2025'],
});
export const regionId = identifier.meta({
  description: 'Identifier of a region.',
  examples: ['SHERBROOKE'],
});
export const candidateId = identifier.meta({
  description: 'Identifier of a candidate, unique within one race.',
  examples: ['tremblay'],
});
export const partyCode = identifier.meta({
  description: 'Code of a party.',
  examples: ['PQ'],
});
export const partyColor = z
  .string()
  .regex(/^#[0-9A-Fa-f]{6}$/)
  .meta({ description: 'Colour of the party.', examples: ['#004B8D'] });
export const partyName = localizedText.meta({
  examples: [{ fr: 'Parti québécois', en: 'Parti Québécois' }],
});
export const regionName = localizedText.meta({ examples: [{ fr: 'Sherbrooke', en: 'Sherbrooke' }] });

export const seats = z
  .int()
  .positive()
  .meta({ description: 'How many candidates are elected.', examples: [1] });
export const vacantSeats = z
  .int()
  .nonnegative()
  .meta({ description: 'Seats that nobody takes.', examples: [0] });
/** What happens if no more candidates stand than there are seats. */
export const uncontested = z
  .enum(UNCONTESTED_RULES)
  .nullable()
  .meta({
    description:
      'What happens if no more candidates stand than there are seats: they are elected without a vote (`acclaim`), or need votes (`vote`). Null if more stand and nobody had to decide.',
    examples: ['acclaim'],
  });
export const votingMethod = z.enum(VOTING_METHODS).meta({
  description: 'Whether a ballot names one candidate or ranks several.',
  examples: ['ranked_choice'],
});
export const registeredVoters = z
  .int()
  .nonnegative()
  .nullable()
  .meta({ description: 'Voters on the roll; null while no roll is on record.', examples: [52_310] });

/** An entry of `GET /api/v1/regions`. */
export const regionBody = z
  .object({ id: regionId, name: regionName })
  .meta({ id: 'Region', description: 'A region, in which an election may have a race.' });
export type RegionBody = z.infer<typeof regionBody>;
export const regionsBody = z.array(regionBody);

/** An entry of `GET /api/v1/parties`. */
export const partyBody = z
  .object({ code: partyCode, name: partyName, color: partyColor })
  .meta({ id: 'Party', description: 'A political party.' });
export type PartyBody = z.infer<typeof partyBody>;
export const partiesBody = z.array(partyBody);

const raceBody = z
  .object({
    id: regionId,
    name: regionName,
    method: votingMethod,
    seats,
    max_ranks: z
      .int()
      .positive()
      .meta({ description: 'How many candidates a ballot may rank; 1 for a single choice.', examples: [3] }),
    rule_set: z
      .string()
      .meta({ description: 'The rules by which the ballots are counted.', examples: ['irv'] }),
    uncontested,
    registered_voters: registeredVoters,
  })
  .meta({ id: 'Race', description: 'The contest of an election in one region.' });

/** An entry of `GET /api/v1/elections`. */
export const electionBody = z
  .object({
    id: electionId,
    name: localizedText.meta({ examples: [{ fr: 'Élections générales', en: 'General election' }] }),
    type: z.enum(ELECTION_TYPES).meta({ description: 'What is elected.', examples: ['provincial'] }),
    opens_at: instant.meta({
      description: 'When voting opens. A vote accepted at this instant counts (P9).',
      examples: ['2025-10-06T13:00:00.000Z'],
    }),
    closes_at: instant.meta({
      description: 'When voting closes. A vote accepted at this instant no longer counts (P9).',
      examples: ['2025-10-13T00:00:00.000Z'],
    }),
    ...localWindow,
    state: z
      .enum(['not-open', 'open', 'closed'])
      .meta({ description: 'Whether the API accepts votes now.', examples: ['open'] }),
    certified: z.boolean().meta({ description: 'True if the result is final.', examples: [false] }),
    results_visibility: z
      .enum(RESULTS_VISIBILITIES)
      .meta({ description: 'When the results are public.', examples: ['live'] }),
    blank_votes: blankVotes,
    ballot_record: ballotRecord,
    purpose,
    regions: z.array(raceBody).meta({ description: 'Its races, by region identifier.' }),
  })
  .meta({ id: 'Election', description: 'An election with its races.' });
export type ElectionBody = z.infer<typeof electionBody>;
export const electionsBody = z.array(electionBody);

/** The party of a candidate, as every list of candidates has it. */
export const candidateParty = {
  party_code: partyCode.nullable().meta({
    description: 'Code of the party; null for an independent, as are its name and its colour.',
    examples: ['PQ'],
  }),
  party_name: partyName.nullable(),
  party_color: partyColor.nullable(),
};
export const withdrawn = z.boolean().meta({
  description:
    'True if the candidate withdrew. Ballots accepted before the withdrawal stay as they were cast.',
  examples: [false],
});

/** An entry of `GET /api/v1/elections/{e}/regions/{r}/candidates`. */
const candidateBody = z
  .object({
    candidate_id: candidateId,
    first_name: z
      .string()
      .nullable()
      .meta({ description: 'Null for somebody with a single name.', examples: ['Marie'] }),
    last_name: z.string().meta({ examples: ['Tremblay'] }),
    ...candidateParty,
    bio: localizedText.meta({ examples: [{ fr: 'Ingénieure.', en: 'Engineer.' }] }),
    promises: localizedText.meta({ examples: [{ fr: 'Des trains.', en: 'Trains.' }] }),
    photo_url: z
      .string()
      .nullable()
      .meta({ description: 'Address of a photo.', examples: ['https://example.org/tremblay.jpg'] }),
    position: z.int().meta({ description: 'Place on the ballot, counted from 0.', examples: [0] }),
    withdrawn,
  })
  .meta({ id: 'Candidate', description: 'A candidate of a race.' });
export type CandidateBody = z.infer<typeof candidateBody>;
export const candidatesBody = z.array(candidateBody);
