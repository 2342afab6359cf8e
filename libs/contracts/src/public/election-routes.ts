import { z } from 'zod';
import { routeTable } from '../routes/route.ts';
import { cached, READING } from './cached-answer.ts';
import {
  candidatesBody,
  electionBody,
  electionId,
  electionsBody,
  partiesBody,
  regionId,
  regionsBody,
} from './election.ts';
import { electionResultBody, raceResultBody } from './election-results.ts';
import { raceTabulationBody } from './published-tabulation.ts';
import { electionTurnoutBody, raceTurnoutBody, turnoutQuery } from './turnout.ts';

const ofElection = z.object({ election_id: electionId });
const ofRace = ofElection.extend({ region_id: regionId });

/** What may be read of elections. */
export const ELECTION_ROUTES = routeTable({
  regions: {
    method: 'get',
    path: '/api/v1/regions',
    tag: 'Elections',
    summary: 'The regions',
    answers: { 200: cached('All regions, by identifier.', regionsBody) },
    problems: READING,
  },
  parties: {
    method: 'get',
    path: '/api/v1/parties',
    tag: 'Elections',
    summary: 'The parties',
    answers: { 200: cached('All parties, by code.', partiesBody) },
    problems: READING,
  },
  elections: {
    method: 'get',
    path: '/api/v1/elections',
    tag: 'Elections',
    summary: 'The elections',
    answers: { 200: cached('All elections with their races, open or not.', electionsBody) },
    problems: READING,
  },
  election: {
    method: 'get',
    path: '/api/v1/elections/{election_id}',
    tag: 'Elections',
    summary: 'One election',
    params: ofElection,
    answers: { 200: cached('The election with its races.', electionBody) },
    problems: ['unknown-contest', ...READING],
  },
  candidates: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/candidates',
    tag: 'Elections',
    summary: 'Who stands in a race',
    params: ofRace,
    answers: { 200: cached('The candidates, in the order of the ballot.', candidatesBody) },
    problems: ['unknown-contest', ...READING],
  },
  electionResult: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/results',
    tag: 'Results',
    summary: 'The results of all regions of an election',
    params: ofElection,
    answers: { 200: cached('Totals, by party, by candidate and by region.', electionResultBody) },
    problems: ['results-not-published', 'unknown-contest', ...READING],
  },
  raceResult: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/results',
    tag: 'Results',
    summary: 'The results of one race',
    params: ofRace,
    answers: { 200: cached('What is counted so far.', raceResultBody) },
    problems: ['results-not-published', 'unknown-contest', ...READING],
  },
  raceTabulation: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/tabulation',
    tag: 'Results',
    summary: 'The published count of one race, round by round',
    params: ofRace,
    answers: { 200: cached('The latest count that is published.', raceTabulationBody) },
    problems: ['results-not-published', 'unknown-contest', 'not-tabulated', ...READING],
  },
  electionTurnout: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/turnout',
    tag: 'Results',
    summary: 'Turnout of an election by region',
    params: ofElection,
    answers: { 200: cached('Public at all times.', electionTurnoutBody) },
    problems: ['unknown-contest', ...READING],
  },
  raceTurnout: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/turnout',
    tag: 'Results',
    summary: 'Turnout of one race over time',
    params: ofRace,
    query: turnoutQuery,
    answers: { 200: cached('Public at all times.', raceTurnoutBody) },
    problems: ['malformed-query', 'unknown-contest', ...READING],
  },
});
