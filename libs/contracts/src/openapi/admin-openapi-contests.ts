import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  adminCandidateBody,
  adminCandidatesBody,
  adminElectionBody,
  adminElectionDetailBody,
  adminElectionsBody,
  adminRaceBody,
  candidatePatch,
  electionPatch,
  newCandidate,
  newElection,
  raceRequest,
  withdrawalRequest,
} from '../admin/elections.ts';
import { adminLawBody, adminLawsBody, lawPatch, newLaw } from '../admin/laws.ts';
import { newParty, newRegion, partyRequest, regionRequest } from '../admin/regions.ts';
import { tabulationDetailBody, tabulationRequest, tabulationSummariesBody } from '../admin/tabulations.ts';
import { identifier, stepRequest } from '../admin/values.ts';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { partiesBody, partyBody, regionBody, regionsBody } from '../public/election.ts';
import { adminOperation } from './admin-openapi-operation.ts';
import type { AdminOperation } from './admin-openapi-operation.ts';

const CHANGE = ['record-not-found', 'state-forbids', 'invalid'] as const satisfies readonly ProblemType[];
const MAKE = [...CHANGE, 'already-exists'] as const satisfies readonly ProblemType[];
/** Parties and regions are changed as little as removed while a published election uses them. */
const REMOVE = [...CHANGE, 'in-use'] as const satisfies readonly ProblemType[];
const STEP = [...CHANGE, 'incomplete'] as const satisfies readonly ProblemType[];

const read = (given: AdminOperation) => adminOperation('get', given);
const make = (given: AdminOperation) => adminOperation('post', { status: 201, problems: MAKE, ...given });
const remove = (given: AdminOperation) => adminOperation('delete', { problems: REMOVE, ...given });

const law = { tag: 'Laws', path: z.object({ id: identifier }) };
const election = { tag: 'Elections', path: z.object({ id: identifier }) };
const race = { tag: 'Elections', path: z.object({ election_id: identifier, region_id: identifier }) };
const candidate = {
  tag: 'Elections',
  path: z.object({ election_id: identifier, region_id: identifier, candidate_id: identifier }),
};
const region = { tag: 'Regions and parties', path: z.object({ id: identifier }) };
const party = { tag: 'Regions and parties', path: z.object({ code: identifier }) };

const STEPS =
  'schedule, unschedule, open, extend, close, certify; from which state each may be taken, and which take a reason, is in docs/OFFICIALS.md.';

export const adminContestPaths: ZodOpenApiPathsObject = {
  '/admin/v1/regions': {
    get: read({ operationId: 'regions', tag: region.tag, summary: 'Regions', answer: regionsBody }),
    post: make({
      ...{ operationId: 'createRegion', tag: region.tag, summary: 'Make a region' },
      ...{ body: newRegion, answer: regionBody },
    }),
  },
  '/admin/v1/regions/{id}': {
    put: adminOperation('put', {
      ...{ operationId: 'changeRegion', ...region, summary: 'Rename a region' },
      ...{ body: regionRequest, answer: regionBody, problems: REMOVE },
    }),
    delete: remove({ operationId: 'removeRegion', ...region, summary: 'Remove a region' }),
  },
  '/admin/v1/parties': {
    get: read({ operationId: 'parties', tag: party.tag, summary: 'Parties', answer: partiesBody }),
    post: make({
      ...{ operationId: 'createParty', tag: party.tag, summary: 'Make a party' },
      ...{ body: newParty, answer: partyBody },
    }),
  },
  '/admin/v1/parties/{code}': {
    put: adminOperation('put', {
      ...{ operationId: 'changeParty', ...party, summary: 'Change a party' },
      ...{ body: partyRequest, answer: partyBody, problems: REMOVE },
    }),
    delete: remove({ operationId: 'removeParty', ...party, summary: 'Remove a party' }),
  },
  '/admin/v1/laws': {
    get: read({ operationId: 'laws', tag: law.tag, summary: 'Laws, drafts included', answer: adminLawsBody }),
    post: make({
      ...{ operationId: 'createLaw', tag: law.tag, summary: 'Make a law, as a draft' },
      ...{ body: newLaw, answer: adminLawBody },
    }),
  },
  '/admin/v1/laws/{id}': {
    get: read({
      ...{ operationId: 'law', ...law, summary: 'One law' },
      ...{ answer: adminLawBody, problems: ['record-not-found'] },
    }),
    patch: adminOperation('patch', {
      ...{ operationId: 'changeLaw', ...law, summary: 'Change a law' },
      ...{ body: lawPatch, answer: adminLawBody, problems: CHANGE },
    }),
    delete: remove({ operationId: 'removeLaw', ...law, summary: 'Remove a draft' }),
  },
  '/admin/v1/laws/{id}/steps': {
    post: adminOperation('post', {
      ...{ operationId: 'stepLaw', ...law, summary: 'A step in the life of a law', description: STEPS },
      ...{ body: stepRequest, answer: adminLawBody, problems: STEP },
    }),
  },
  '/admin/v1/laws/{id}/tabulations': {
    get: read({
      ...{ operationId: 'lawTabulations', ...law, tag: 'Counting', summary: 'Counts of a law, newest first' },
      answer: tabulationSummariesBody,
    }),
    post: make({
      ...{ operationId: 'tabulateLaw', ...law, tag: 'Counting', summary: 'Count the ballots on a law' },
      ...{ body: tabulationRequest, answer: tabulationDetailBody, problems: [...STEP, 'overloaded'] },
    }),
  },
  '/admin/v1/elections': {
    get: read({
      ...{ operationId: 'elections', tag: election.tag, summary: 'Elections, drafts included' },
      answer: adminElectionsBody,
    }),
    post: make({
      ...{ operationId: 'createElection', tag: election.tag, summary: 'Make an election, as a draft' },
      ...{ body: newElection, answer: adminElectionBody },
    }),
  },
  '/admin/v1/elections/{id}': {
    get: read({
      ...{ operationId: 'election', ...election, summary: 'One election with its races and candidates' },
      ...{ answer: adminElectionDetailBody, problems: ['record-not-found'] },
    }),
    patch: adminOperation('patch', {
      ...{ operationId: 'changeElection', ...election, summary: 'Change an election' },
      ...{ body: electionPatch, answer: adminElectionBody, problems: CHANGE },
    }),
    delete: remove({ operationId: 'removeElection', ...election, summary: 'Remove a draft' }),
  },
  '/admin/v1/elections/{id}/steps': {
    post: adminOperation('post', {
      ...{ operationId: 'stepElection', ...election, summary: 'A step in the life of an election' },
      ...{ description: STEPS, body: stepRequest, answer: adminElectionBody, problems: STEP },
    }),
  },
  '/admin/v1/elections/{election_id}/regions/{region_id}': {
    put: adminOperation('put', {
      ...{ operationId: 'putRace', ...race, summary: 'Make a race, or change it' },
      ...{ body: raceRequest, answer: adminRaceBody, problems: CHANGE },
    }),
    delete: remove({ operationId: 'removeRace', ...race, summary: 'Remove a race' }),
  },
  '/admin/v1/elections/{election_id}/regions/{region_id}/candidates': {
    get: read({
      ...{ operationId: 'candidates', ...race, summary: 'Who stands in a race, in the order of the ballot' },
      ...{ answer: adminCandidatesBody, problems: ['record-not-found'] },
    }),
    post: make({
      ...{ operationId: 'createCandidate', ...race, summary: 'Enter a candidate' },
      ...{ body: newCandidate, answer: adminCandidateBody },
    }),
  },
  '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}': {
    patch: adminOperation('patch', {
      ...{ operationId: 'changeCandidate', ...candidate, summary: 'Change a candidate' },
      ...{ body: candidatePatch, answer: adminCandidateBody, problems: CHANGE },
    }),
    delete: remove({
      operationId: 'removeCandidate',
      ...candidate,
      summary: 'Strike a candidate from a draft',
    }),
  },
  '/admin/v1/elections/{election_id}/regions/{region_id}/candidates/{candidate_id}/withdrawal': {
    post: adminOperation('post', {
      ...{ operationId: 'withdrawCandidate', ...candidate, summary: 'Record a withdrawal' },
      description: 'Ballots accepted before it stay as they were cast; the count passes the candidate over.',
      ...{ body: withdrawalRequest, answer: adminCandidateBody, problems: CHANGE },
    }),
  },
  '/admin/v1/elections/{election_id}/regions/{region_id}/tabulations': {
    get: read({
      ...{
        operationId: 'raceTabulations',
        ...race,
        tag: 'Counting',
        summary: 'Counts of a race, newest first',
      },
      answer: tabulationSummariesBody,
    }),
    post: make({
      ...{ operationId: 'tabulateRace', ...race, tag: 'Counting', summary: 'Count the ballots of a race' },
      ...{ body: tabulationRequest, answer: tabulationDetailBody, problems: [...STEP, 'overloaded'] },
    }),
  },
};
