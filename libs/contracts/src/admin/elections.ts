import { z } from 'zod';
import { ELECTION_TYPES, VOTING_METHODS } from '@scrutin/election';
import { regionName, uncontested } from '../public/election.ts';
import { contestInstant } from '../public/given-instant.ts';
import { ballotRecord, blankVotes, instant, localizedText } from '../public/law.ts';
import {
  approvalMode,
  bothLanguages,
  identifier,
  lifeMembers,
  purpose,
  reason,
  shownTimeZone,
  timeZone,
  visibility,
  wholeWindow,
} from './values.ts';

const electionType = z
  .enum(ELECTION_TYPES)
  .meta({ description: 'What is elected.', examples: ['provincial'] });

const firstName = z
  .string()
  .nullable()
  .meta({ description: 'Null for somebody with a single name.', examples: ['Marie'] });
const lastName = z
  .string()
  .meta({ description: 'The last name, or the single name.', examples: ['Tremblay'] });
const partyOfCandidate = identifier
  .nullable()
  .meta({ description: 'Code of a party that is on record; null for an independent.', examples: ['PV'] });
const position = z
  .int()
  .nonnegative()
  .meta({
    description: 'Place on the ballot, counted from 0. No other candidate of the race has it.',
    examples: [0],
  });

/** A candidate as officials see it. */
export const adminCandidateBody = z
  .object({
    id: identifier.meta({ description: 'Unique within the race.', examples: ['tremblay'] }),
    first_name: firstName,
    last_name: lastName,
    party_code: partyOfCandidate,
    bio: localizedText,
    promises: localizedText,
    photo_url: z
      .string()
      .nullable()
      .meta({ examples: ['https://photos.example/tremblay.jpg'] }),
    position,
    withdrawn_at: instant.nullable().meta({
      description:
        'From this time on no ballot may name the candidate; null for a candidate who has not withdrawn.',
      examples: [null],
    }),
    time_zone: shownTimeZone,
  })
  .meta({ id: 'AdminCandidate', description: 'A candidate of a race.' });
export type AdminCandidateBody = z.infer<typeof adminCandidateBody>;
export const adminCandidatesBody = z.array(adminCandidateBody);

/** `POST …/candidates`. */
export const newCandidate = z
  .strictObject({
    id: identifier.meta({ examples: ['tremblay'] }),
    first_name: firstName.optional(),
    last_name: lastName,
    party_code: partyOfCandidate.optional(),
    bio: bothLanguages.optional(),
    promises: bothLanguages.optional(),
    photo_url: z.string().nullable().optional(),
    position: position
      .optional()
      .meta({ description: 'Place on the ballot; the next free one if it is left out.' }),
  })
  .meta({ id: 'NewCandidate', description: 'A candidate to add.' });
export type NewCandidate = z.infer<typeof newCandidate>;

/** `PATCH …/candidates/{c}`: members that are left out stay unchanged. */
export const candidatePatch = newCandidate
  .omit({ id: true })
  .partial()
  .meta({ id: 'CandidatePatch', description: 'The members to change.' });
export type CandidatePatch = z.infer<typeof candidatePatch>;

/** `PUT …/candidate-order`. */
export const candidateOrder = z
  .strictObject({
    candidates: z
      .array(identifier)
      .meta({ description: 'Every candidate of the race, once.', examples: [['tremblay', 'roy']] }),
  })
  .meta({ id: 'CandidateOrder', description: 'The order of the candidates of a race on the ballot.' });

/** `POST …/candidates/{c}/withdrawal`. */
export const withdrawalRequest = z.strictObject({ reason }).meta({
  id: 'WithdrawalRequest',
  description: 'A withdrawal. It takes effect a few seconds later, at the same time in every process.',
});

const raceMembers = {
  method: z
    .enum(VOTING_METHODS)
    .meta({ description: 'One candidate, or a ranking.', examples: ['ranked_choice'] }),
  seats: z
    .int()
    .positive()
    .meta({ examples: [1] }),
  max_ranks: z
    .int()
    .positive()
    .meta({ description: '1 for a single choice.', examples: [3] }),
  rule_set: z.string().meta({
    description: 'The rules of the count, e.g. plurality, irv, scottish-stv-2011.',
    examples: ['irv'],
  }),
};

/** `PUT /admin/v1/elections/{e}/regions/{r}`. */
export const raceRequest = z
  .strictObject({ ...raceMembers, uncontested: uncontested.optional() })
  .meta({ id: 'RaceRequest', description: 'How a region votes, and how its ballots are counted.' });

/** The answer to {@link raceRequest}. */
export const adminRaceBody = z
  .object({ election_id: identifier, region_id: identifier, ...raceMembers, uncontested })
  .meta({ id: 'AdminRace', description: 'The contest of an election in one region.' });
export type AdminRaceBody = z.infer<typeof adminRaceBody>;

/** An entry of `GET /admin/v1/elections`. */
export const adminElectionBody = z
  .object({
    id: identifier,
    name: localizedText.meta({ examples: [{ fr: 'Élections générales', en: 'General election' }] }),
    type: electionType,
    ...lifeMembers,
  })
  .meta({ id: 'AdminElection', description: 'An election as officials see it.' });
export type AdminElectionBody = z.infer<typeof adminElectionBody>;
export const adminElectionsBody = z.array(adminElectionBody);

/** `GET /admin/v1/elections/{id}`. */
export const adminElectionDetailBody = adminElectionBody
  .extend({
    races: z.array(
      adminRaceBody
        .extend({ region_name: regionName, candidates: adminCandidatesBody })
        .meta({ id: 'AdminRaceDetail' }),
    ),
  })
  .meta({ id: 'AdminElectionDetail', description: 'An election with its races and their candidates.' });
export type AdminElectionDetailBody = z.infer<typeof adminElectionDetailBody>;

/** `POST /admin/v1/elections`. */
export const newElection = z
  .strictObject({
    id: identifier,
    name: bothLanguages,
    type: electionType,
    opens_at: contestInstant,
    closes_at: contestInstant,
    time_zone: timeZone.optional(),
    results_visibility: visibility.optional(),
    blank_votes: blankVotes.optional(),
    ballot_record: ballotRecord.optional(),
    approval: approvalMode.optional(),
    purpose: purpose.optional(),
  })
  .meta({ id: 'NewElection', description: 'An election to create, as a draft.' });
export type NewElection = z.infer<typeof newElection>;

/** `PATCH /admin/v1/elections/{id}`: members that are left out stay unchanged. The window is given as a whole. */
export const electionPatch = newElection
  .omit({ id: true, approval: true, purpose: true, ballot_record: true })
  .partial()
  .superRefine(wholeWindow)
  .meta({ id: 'ElectionPatch', description: 'The members to change. Give opens_at and closes_at together.' });
export type ElectionPatch = z.infer<typeof electionPatch>;
