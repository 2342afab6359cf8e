import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { electionResultBody, raceResultBody } from '../public/election-results.ts';
import {
  candidatesBody,
  electionBody,
  electionId,
  electionsBody,
  partiesBody,
  regionId,
  regionsBody,
} from '../public/election.ts';
import { raceTabulationBody } from '../public/published-tabulation.ts';
import { electionTurnoutBody, raceTurnoutBody, turnoutQuery } from '../public/turnout.ts';
import { cached } from './openapi-cached.ts';

const ofElection = z.object({ election_id: electionId });
const ofRace = ofElection.extend({ region_id: regionId });

/** Elections: what may be read of them. */
export const electionPaths: ZodOpenApiPathsObject = {
  '/api/v1/regions': cached({
    operationId: 'regions',
    tag: 'Elections',
    summary: 'The regions',
    schema: regionsBody,
    describe: 'All regions, by identifier.',
  }),
  '/api/v1/parties': cached({
    operationId: 'parties',
    tag: 'Elections',
    summary: 'The parties',
    schema: partiesBody,
    describe: 'All parties, by code.',
  }),
  '/api/v1/elections': cached({
    operationId: 'elections',
    tag: 'Elections',
    summary: 'The elections',
    schema: electionsBody,
    describe: 'All elections with their races, open or not.',
  }),
  '/api/v1/elections/{election_id}': cached({
    operationId: 'election',
    tag: 'Elections',
    summary: 'One election',
    schema: electionBody,
    describe: 'The election with its races.',
    path: ofElection,
    problems: ['unknown-contest'],
  }),
  '/api/v1/elections/{election_id}/regions/{region_id}/candidates': cached({
    operationId: 'candidates',
    tag: 'Elections',
    summary: 'Who stands in a race',
    schema: candidatesBody,
    describe: 'The candidates, in the order of the ballot.',
    path: ofRace,
    problems: ['unknown-contest'],
  }),
  '/api/v1/elections/{election_id}/results': cached({
    operationId: 'electionResult',
    tag: 'Results',
    summary: 'The results of all regions of an election',
    schema: electionResultBody,
    describe: 'Totals, by party, by candidate and by region.',
    path: ofElection,
    problems: ['results-not-published', 'unknown-contest'],
  }),
  '/api/v1/elections/{election_id}/regions/{region_id}/results': cached({
    operationId: 'raceResult',
    tag: 'Results',
    summary: 'The results of one race',
    schema: raceResultBody,
    describe: 'What is counted so far.',
    path: ofRace,
    problems: ['results-not-published', 'unknown-contest'],
  }),
  '/api/v1/elections/{election_id}/regions/{region_id}/tabulation': cached({
    operationId: 'raceTabulation',
    tag: 'Results',
    summary: 'The published count of one race, round by round',
    schema: raceTabulationBody,
    describe: 'The latest count that is published.',
    path: ofRace,
    problems: ['results-not-published', 'unknown-contest', 'not-tabulated'],
  }),
  '/api/v1/elections/{election_id}/turnout': cached({
    operationId: 'electionTurnout',
    tag: 'Results',
    summary: 'Turnout of an election by region',
    schema: electionTurnoutBody,
    describe: 'Public at all times.',
    path: ofElection,
    problems: ['unknown-contest'],
  }),
  '/api/v1/elections/{election_id}/regions/{region_id}/turnout': cached({
    operationId: 'raceTurnout',
    tag: 'Results',
    summary: 'Turnout of one race over time',
    schema: raceTurnoutBody,
    describe: 'Public at all times.',
    path: ofRace,
    query: turnoutQuery,
    problems: ['malformed-query', 'unknown-contest'],
  }),
};
