import { randomBytes } from 'node:crypto';
import type { VotingMethod } from '@scrutin/election';
import type { AppProcess } from './app-process.ts';
import { eventually } from './eventually.ts';
import type { LawWindow } from './laws.ts';
import { loadElectionRoll } from './roll-desk.ts';
import type { RegionalVoter } from './roll-desk.ts';
import type { Stack } from './stack.ts';
import { voters as freshVoters } from './voters.ts';
import type { Voter } from '@scrutin/voting-load';

/** Who stands in a race. What is left out does not matter to the test. */
export interface CandidateSpec {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly partyCode?: string;
  /** Withdrew before the opening. */
  readonly isWithdrawn?: boolean;
}

export interface RaceSpec {
  /** `single_choice` when absent. */
  readonly method?: VotingMethod;
  readonly seats?: number;
  /** As many as there are candidates when absent, in a ranked race. */
  readonly maxRanks?: number;
  /** As `parseRuleSet` of @scrutin/tabulation reads it. Plurality or irv, whose lots follow the ballot's order, when absent. */
  readonly ruleSet?: string;
  /** So many, or these. */
  readonly candidates: number | readonly CandidateSpec[];
  /** These instead of fresh ones. */
  readonly voters?: readonly Voter[];
}

export interface ElectionSpec extends LawWindow {
  readonly regions: readonly RaceSpec[];
  /** Fresh ones; none when absent. */
  readonly votersPerRegion?: number;
  readonly status?: 'draft' | 'scheduled';
}

/** An election in one region. */
export interface Race {
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  readonly seats: number;
  readonly maxRanks: number;
  readonly ruleSet: string;
  /** Identifiers, in the order of the ballot. */
  readonly candidates: readonly string[];
  /** Of these, who had not withdrawn before the opening. */
  readonly standing: readonly string[];
  readonly voters: readonly RegionalVoter[];
}

/** An election of one test's own, with regions and a roll of its own, in Redis and registered in PostgreSQL. */
export interface Election {
  readonly id: string;
  readonly races: readonly Race[];
  /** On its roll, region by region. */
  readonly voters: readonly RegionalVoter[];
}

const HOUR_MS = 3_600_000;

/** An election that takes ballots now (unless other times or `draft` are given), whose roll is loaded. */
export async function openElection(stack: Stack, spec: ElectionSpec): Promise<Election> {
  const { status = 'scheduled' } = spec;
  const id = `E-${randomBytes(4).toString('hex')}`;
  const now = Date.now();
  // A draft until it is whole: the pipeline may look at any moment.
  await stack.sql(
    `INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status, results_visibility)
     VALUES ($1, $1, $1, 'provincial', $2, $3, 'draft', 'live')`,
    [id, new Date(spec.opensAtMs ?? now - HOUR_MS), new Date(spec.closesAtMs ?? now + 24 * HOUR_MS)],
  );
  const races: Race[] = [];
  for (const [i, race] of spec.regions.entries()) {
    races.push(await addRace(stack, id, `${id}-R${i + 1}`, race, spec.votersPerRegion ?? 0));
  }
  const election = { id, races, voters: races.flatMap(({ voters }) => voters) };
  await loadElectionRoll(stack, election);
  if (status === 'scheduled') {
    await stack.sql(`UPDATE elections SET status = 'scheduled' WHERE id = $1`, [id]);
    for (const api of stack.running('ingestion-api'))
      await eventually('the API knows the election', () => isKnown(api, races.at(-1)));
  }
  return election;
}

async function addRace(
  stack: Stack,
  electionId: string,
  regionId: string,
  spec: RaceSpec,
  freshOnes: number,
): Promise<Race> {
  const candidates = typeof spec.candidates === 'number' ? candidatesNamed(spec.candidates) : spec.candidates;
  const { method = 'single_choice', seats = 1 } = spec;
  const ids = candidates.map(({ id }) => id);
  const race: Race = {
    ...{ electionId, regionId, method, seats, candidates: ids },
    standing: candidates.filter(({ isWithdrawn }) => isWithdrawn !== true).map(({ id }) => id),
    maxRanks: spec.maxRanks ?? (method === 'ranked_choice' ? ids.length : 1),
    ruleSet: spec.ruleSet ?? `${method === 'ranked_choice' ? 'irv' : 'plurality'}:order=${ids.join('/')}`,
    voters: (spec.voters ?? freshVoters(freshOnes)).map((voter) => ({ ...voter, region: regionId })),
  };
  await stack.sql('INSERT INTO regions (id, name_fr, name_en) VALUES ($1, $1, $1)', [regionId]);
  await stack.sql(
    `INSERT INTO election_regions (election_id, region_id, method, seats, max_ranks, rule_set)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [electionId, regionId, method, seats, race.maxRanks, race.ruleSet],
  );
  for (const [position, candidate] of candidates.entries()) {
    await addCandidate(stack, race, candidate, position);
  }
  return race;
}

async function addCandidate(
  stack: Stack,
  { electionId, regionId }: Race,
  { id, firstName = 'Candidate', lastName = id, partyCode = 'IND', isWithdrawn = false }: CandidateSpec,
  position: number,
): Promise<void> {
  await stack.sql(
    `INSERT INTO political_parties (code, name_fr, name_en, color) VALUES ($1, $1, $1, '#808080')
     ON CONFLICT DO NOTHING`,
    [partyCode],
  );
  await stack.sql(
    `INSERT INTO candidates (election_id, region_id, candidate_id, first_name, last_name, party_code, position, withdrawn_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [electionId, regionId, id, firstName, lastName, partyCode, position, isWithdrawn ? new Date(0) : null],
  );
}

function candidatesNamed(count: number): CandidateSpec[] {
  return Array.from({ length: count }, (_, i) => ({ id: `c${i + 1}` }));
}

/** By a request that no API takes as a ballot: its Idempotency-Key is none. */
async function isKnown(api: AppProcess, race: Race | undefined): Promise<void> {
  const answer = await fetch(`${api.publicUrl()}/api/v1/elections/vote`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'not a key' },
    body: JSON.stringify({
      ...{ nas: '000000000', code: 'AAAAAA', election_id: race?.electionId, region_id: race?.regionId },
      ...{ candidate_id: race?.candidates[0], voting_method: 'single_choice' },
    }),
  });
  if (answer.status === 404) throw new Error(await answer.text());
}

/** From now on the election closes at this moment. */
export async function closeElection(stack: Stack, election: Election, closesAtMs: number): Promise<void> {
  await stack.sql('UPDATE elections SET closes_at = $2 WHERE id = $1', [election.id, new Date(closesAtMs)]);
}

/** From this moment on no ballot of the race may name the candidate. */
export async function withdrawCandidate(
  stack: Stack,
  { electionId, regionId }: Race,
  candidateId: string,
  atMs: number,
): Promise<void> {
  await stack.sql(
    `UPDATE candidates SET withdrawn_at = $4 WHERE election_id = $1 AND region_id = $2 AND candidate_id = $3`,
    [electionId, regionId, candidateId, new Date(atMs)],
  );
}
