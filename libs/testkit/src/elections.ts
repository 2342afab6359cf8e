import { randomBytes } from 'node:crypto';
import type { VotingMethod } from '@scrutin/election';
import { electionRollKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import type { Voter } from '@scrutin/voting-load';
import type { AppProcess } from './app-process.ts';
import { acted, atOffice, TEST_ACTOR } from './at-office.ts';
import { eventually } from './eventually.ts';
import type { LawWindow } from './laws.ts';
import { schedule, setClosing, windowOf } from './laws.ts';
import type { RegionalVoter } from './load-roll.ts';
import { loadElectionRoll } from './load-roll.ts';
import type { Stack } from './stack.ts';
import { voters as freshVoters } from './voters.ts';

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

/** An election that takes ballots now (unless other times or `draft` are given), whose roll is loaded. */
export async function openElection(stack: Stack, spec: ElectionSpec): Promise<Election> {
  const { status = 'scheduled' } = spec;
  const id = `E-${randomBytes(4).toString('hex')}`;
  const name = { fr: id, en: id };
  const window = windowOf(spec);
  const races = spec.regions.map((race, i) => raceOf(id, `${id}-R${i + 1}`, race, spec.votersPerRegion ?? 0));
  const election = { id, races, voters: races.flatMap(({ voters }) => voters) };
  await atOffice(stack, async (office) => {
    const draft = {
      kind: 'election',
      id,
      name,
      window,
      type: 'provincial',
      status: 'draft',
      resultsVisibility: 'live',
    } as const;
    await acted(office.createElection(TEST_ACTOR, draft));
    for (const [i, race] of races.entries()) await addRace(office, race, candidatesOf(spec.regions[i]));
  });
  await loadElectionRoll(stack, election);
  if (status === 'scheduled') {
    await schedule(stack, electionRollKey(id), window);
    for (const race of races) {
      const gone = race.candidates.filter((candidate) => !race.standing.includes(candidate));
      for (const candidate of gone) await setWithdrawal(stack, race, candidate, window.opensAtMs - 1_000);
    }
    for (const api of stack.running('ingestion-api'))
      await eventually('the API knows the election', () => isKnown(api, races.at(-1)));
  }
  return election;
}

function raceOf(electionId: string, regionId: string, spec: RaceSpec, freshOnes: number): Race {
  const candidates = candidatesOf(spec);
  const { method = 'single_choice', seats = 1 } = spec;
  const ids = candidates.map(({ id }) => id);
  return {
    ...{ electionId, regionId, method, seats, candidates: ids },
    standing: candidates.filter(({ isWithdrawn }) => isWithdrawn !== true).map(({ id }) => id),
    maxRanks: spec.maxRanks ?? (method === 'ranked_choice' ? ids.length : 1),
    ruleSet: spec.ruleSet ?? `${method === 'ranked_choice' ? 'irv' : 'plurality'}:order=${ids.join('/')}`,
    voters: (spec.voters ?? freshVoters(freshOnes)).map((voter) => ({ ...voter, region: regionId })),
  };
}

async function addRace(
  office: ElectionOffice,
  { electionId, regionId, method, seats, maxRanks, ruleSet }: Race,
  candidates: readonly CandidateSpec[],
): Promise<void> {
  await acted(office.createRegion(TEST_ACTOR, { id: regionId, name: { fr: regionId, en: regionId } }));
  await acted(office.putRace(TEST_ACTOR, { electionId, regionId, method, seats, maxRanks, ruleSet }));
  const parties = new Set((await office.parties()).map(({ code }) => code));
  for (const [position, candidate] of candidates.entries()) {
    const { id, firstName = 'Candidate', lastName = id, partyCode = 'IND' } = candidate;
    if (!parties.has(partyCode)) {
      const name = { fr: partyCode, en: partyCode };
      await acted(office.createParty(TEST_ACTOR, { code: partyCode, name, color: '#808080' }));
      parties.add(partyCode);
    }
    const nothing = { fr: '', en: '' };
    await acted(
      office.createCandidate(TEST_ACTOR, {
        ...{ electionId, regionId, id, firstName, lastName, partyCode, position },
        ...{ bio: nothing, promises: nothing, photoUrl: undefined, withdrawnAtMs: undefined },
      }),
    );
  }
}

function candidatesOf(spec: RaceSpec | undefined): readonly CandidateSpec[] {
  const candidates = spec?.candidates ?? [];
  return typeof candidates === 'number' ? candidatesNamed(candidates) : candidates;
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
  await setClosing(stack, electionRollKey(election.id), closesAtMs);
}

/**
 * From this moment on, past or to come, no ballot of the race may name the candidate, by SQL of the owner: an act takes
 * effect `EFFECT_DELAY_MS` from now, and PostgreSQL lets no other login withdraw anybody in the past. Tests need a
 * candidate who withdrew before the voting, and one who withdraws between two votes.
 */
export async function setWithdrawal(
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
