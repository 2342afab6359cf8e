import { z } from 'zod';
import { routeTable } from '../routes/route.ts';
import { cached, READ_PROBLEMS } from './cached-answer.ts';
import { candidatesBody, electionId, electionsBody, partiesBody, regionId, regionsBody } from './election.ts';
import { electionResultBody, raceResultBody } from './election-results.ts';
import { includeQuery } from './include.ts';
import { electionDetailBody } from './notices.ts';
import { publishedCountsBody, raceTabulationBody } from './published-tabulation.ts';
import { electionTurnoutBody, raceTurnoutBody, turnoutQuery } from './turnout.ts';

const ofElection = z.object({ election_id: electionId });
const ofRace = ofElection.extend({ region_id: regionId });

/** The routes that read elections, their results and their turnout. */
export const ELECTION_ROUTES = routeTable({
  regions: {
    method: 'get',
    path: '/api/v1/regions',
    tag: 'Elections',
    summary: 'The regions',
    answers: { 200: cached('All regions, by identifier.', regionsBody) },
    problems: READ_PROBLEMS,
  },
  parties: {
    method: 'get',
    path: '/api/v1/parties',
    tag: 'Elections',
    summary: 'The parties',
    answers: { 200: cached('All parties, by code.', partiesBody) },
    problems: READ_PROBLEMS,
  },
  elections: {
    method: 'get',
    path: '/api/v1/elections',
    tag: 'Elections',
    summary: 'The elections',
    query: includeQuery,
    answers: { 200: cached('All elections with their races, open or not.', electionsBody) },
    problems: ['malformed-query', ...READ_PROBLEMS],
  },
  election: {
    method: 'get',
    path: '/api/v1/elections/{election_id}',
    tag: 'Elections',
    summary: 'One election',
    params: ofElection,
    answers: { 200: cached('The election with its races.', electionDetailBody) },
    problems: ['unknown-contest', ...READ_PROBLEMS],
  },
  candidates: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/candidates',
    tag: 'Elections',
    summary: 'The candidates of a race',
    params: ofRace,
    answers: { 200: cached('The candidates, in the order of the ballot.', candidatesBody) },
    problems: ['unknown-contest', ...READ_PROBLEMS],
  },
  electionResult: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/results',
    tag: 'Results',
    summary: 'The results of all regions of an election',
    params: ofElection,
    answers: { 200: cached('Totals by party, by candidate and by region.', electionResultBody) },
    problems: ['results-not-published', 'unknown-contest', ...READ_PROBLEMS],
  },
  raceResult: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/results',
    tag: 'Results',
    summary: 'The results of one race',
    params: ofRace,
    answers: { 200: cached('The votes counted so far.', raceResultBody) },
    problems: ['results-not-published', 'unknown-contest', ...READ_PROBLEMS],
  },
  raceTabulation: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/tabulation',
    tag: 'Results',
    summary: 'The published count of one race, round by round',
    params: ofRace,
    answers: { 200: cached('The latest published count.', raceTabulationBody) },
    problems: ['results-not-published', 'unknown-contest', 'not-tabulated', ...READ_PROBLEMS],
  },
  raceTabulations: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/tabulations',
    tag: 'Results',
    summary: 'Every published count of one race, and which one stands',
    params: ofRace,
    answers: {
      200: cached('The published counts, newest first, each with the reason for it.', publishedCountsBody),
    },
    problems: ['results-not-published', 'unknown-contest', ...READ_PROBLEMS],
  },
  electionTurnout: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/turnout',
    tag: 'Results',
    summary: 'Turnout of an election by region',
    params: ofElection,
    answers: { 200: cached('The turnout, which is public at all times.', electionTurnoutBody) },
    problems: ['unknown-contest', ...READ_PROBLEMS],
  },
  raceTurnout: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/regions/{region_id}/turnout',
    tag: 'Results',
    summary: 'Turnout of one race over time',
    params: ofRace,
    query: turnoutQuery,
    answers: { 200: cached('The turnout, which is public at all times.', raceTurnoutBody) },
    problems: ['malformed-query', 'unknown-contest', ...READ_PROBLEMS],
  },
});
