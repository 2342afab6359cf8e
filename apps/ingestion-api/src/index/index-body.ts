import type { IndexBody } from '@scrutin/contracts/public';

/** What the API offers, in the order in which a reader needs it. */
const LINKS = {
  documentation: '/docs',
  openapi: '/openapi.json',
  laws: '/api/v1/laws',
  elections: '/api/v1/elections',
  regions: '/api/v1/regions',
  parties: '/api/v1/parties',
  results: '/api/v1/results',
  ledger: '/api/v1/ledger',
  health: '/api/v1/health',
  vote: '/api/v1/vote',
  electionVote: '/api/v1/elections/vote',
  submission: '/api/v1/submissions/{id}',
  law: '/api/v1/laws/{id}',
  lawTurnout: '/api/v1/laws/{id}/turnout',
  result: '/api/v1/results/{law_id}',
  lawTabulation: '/api/v1/results/{law_id}/tabulation',
  election: '/api/v1/elections/{election_id}',
  electionResult: '/api/v1/elections/{election_id}/results',
  electionTurnout: '/api/v1/elections/{election_id}/turnout',
  candidates: '/api/v1/elections/{election_id}/regions/{region_id}/candidates',
  raceResult: '/api/v1/elections/{election_id}/regions/{region_id}/results',
  raceTabulation: '/api/v1/elections/{election_id}/regions/{region_id}/tabulation',
  raceTurnout: '/api/v1/elections/{election_id}/regions/{region_id}/turnout',
};

/** The body of `GET /`. */
export function indexBody(version: string): IndexBody {
  return { name: 'scrutin', version, links: { ...LINKS } };
}
