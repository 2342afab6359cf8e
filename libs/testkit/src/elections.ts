import { randomBytes } from 'node:crypto';
import { createClient } from '@scrutin/api-client';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
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
import { refusalOf } from './replies.ts';
import type { Stack } from './stack.ts';
import { voters as freshVoters } from './voters.ts';

/** A candidate of a race. A test gives only the members that matter to it. */
export interface CandidateSpec {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly partyCode?: string;
  /** Texts in French and English; empty if absent. */
  readonly promises?: Readonly<Record<'fr' | 'en', string>>;
  /** True if the candidate withdrew before voting opened. */
  readonly isWithdrawn?: boolean;
}

export interface RaceSpec {
  /** `single_choice` if absent. */
  readonly method?: VotingMethod;
  readonly seats?: number;
  /** In a ranked race, the number of candidates if absent. */
  readonly maxRanks?: number;
  /**
   * In the form that `parseRuleSet` of @scrutin/tabulation reads. If absent: plurality or irv, with ties broken by the
   * order of the ballot.
   */
  readonly ruleSet?: string;
  /** A number of candidates, or these candidates. */
  readonly candidates: number | readonly CandidateSpec[];
  /** These voters instead of new ones. */
  readonly voters?: readonly Voter[];
}

export interface ElectionSpec extends LawWindow {
  readonly regions: readonly RaceSpec[];
  /** How many new voters each race has; none if absent. */
  readonly votersPerRegion?: number;
  readonly status?: 'draft' | 'scheduled';
}

/** The contest of an election in one region. */
export interface Race {
  readonly electionId: string;
  readonly regionId: string;
  readonly method: VotingMethod;
  readonly seats: number;
  readonly maxRanks: number;
  readonly ruleSet: string;
  /** Identifiers of all candidates, in the order of the ballot. */
  readonly candidates: readonly string[];
  /** The identifiers of the candidates who had not withdrawn before voting opened. */
  readonly standing: readonly string[];
  readonly voters: readonly RegionalVoter[];
}

/** An election for one test. Its regions are new, and its roll is in Redis and on record in PostgreSQL. */
export interface Election {
  readonly id: string;
  readonly races: readonly Race[];
  /** The voters on its roll, region by region. */
  readonly voters: readonly RegionalVoter[];
}

const NOTHING = { fr: '', en: '' };

/** Creates an election whose roll is loaded and that is open now, unless other times or `draft` are given. */
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
      timeZone: 'UTC',
      resultsVisibility: spec.resultsVisibility ?? 'live',
      blankVotes: spec.blankVotes ?? 'not-allowed',
      approval: 'single-official',
      purpose: spec.purpose ?? 'real',
      ballotRecord: spec.ballotRecord ?? 'published',
    } as const;
    await acted(office.createElection(TEST_ACTOR, draft));
    for (const [i, race] of races.entries()) await addRace(office, race, candidatesOf(spec.regions[i]));
  });
  await loadElectionRoll(stack, election);
  if (status === 'scheduled') {
    // The withdrawals come first, so that an API which knows the election knows them too.
    for (const race of races) {
      const withdrawn = race.candidates.filter((candidate) => !race.standing.includes(candidate));
      for (const candidate of withdrawn)
        await setWithdrawal(stack, race, candidate, window.opensAtMs - 1_000);
    }
    await schedule(stack, electionRollKey(id), window);
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
    electionId,
    regionId,
    method,
    seats,
    candidates: ids,
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
  const uncontested = candidates.length > seats ? undefined : 'acclaim';
  await acted(
    office.putRace(TEST_ACTOR, { electionId, regionId, method, seats, maxRanks, ruleSet, uncontested }),
  );
  const parties = new Set((await office.parties()).map(({ code }) => code));
  for (const [position, candidate] of candidates.entries()) {
    const { id, firstName = 'Candidate', lastName = id, partyCode = 'IND' } = candidate;
    const { promises = NOTHING } = candidate;
    if (!parties.has(partyCode)) {
      const name = { fr: partyCode, en: partyCode };
      await acted(office.createParty(TEST_ACTOR, { code: partyCode, name, color: '#808080' }));
      parties.add(partyCode);
    }
    await acted(
      office.createCandidate(TEST_ACTOR, {
        electionId,
        regionId,
        id,
        firstName,
        lastName,
        partyCode,
        position,
        bio: NOTHING,
        promises,
        photoUrl: undefined,
        withdrawnAtMs: undefined,
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

/** Asks with a request that no API accepts as a ballot, as its Idempotency-Key is not valid. */
async function isKnown(api: AppProcess, race: Race | undefined): Promise<void> {
  if (race === undefined) return;
  const client = createClient(PUBLIC_ROUTES, { baseUrl: api.publicUrl(), fetch });
  const [status, type] = refusalOf(
    await client.call('voteInElection', {
      body: {
        nas: '000000000',
        code: 'AAAAAA',
        election_id: race.electionId,
        region_id: race.regionId,
        candidate_id: race.candidates[0] ?? '',
        voting_method: 'single_choice',
      },
      headers: { 'idempotency-key': 'not a key' },
    }),
  );
  if (status === 404) throw new Error(type);
}

/** Sets the time at which the election closes. */
export async function closeElection(stack: Stack, election: Election, closesAtMs: number): Promise<void> {
  await setClosing(stack, electionRollKey(election.id), closesAtMs);
}

/**
 * Sets the time, past or future, from which no ballot of the race may name the candidate. It uses SQL as the owner of
 * the database: an act would take effect only after `EFFECT_DELAY_MS`, and PostgreSQL lets no other login record a
 * withdrawal in the past. Tests need a candidate who withdrew before voting, and one who withdraws between two votes.
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
