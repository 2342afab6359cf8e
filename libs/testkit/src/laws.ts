import { randomBytes } from 'node:crypto';
import { createClient } from '@scrutin/api-client';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type {
  BallotRecord,
  BlankVotes,
  ContestPurpose,
  Law as OfficeLaw,
  LawOption,
  ResultsVisibility,
  RollKey,
  VotingWindow,
} from '@scrutin/election';
import { lawRollKey, SIMPLE_MAJORITY } from '@scrutin/election';
import type { LawVote, Voter } from '@scrutin/voting-load';
import type { AppProcess } from './app-process.ts';
import { acted, atOffice, TEST_ACTOR } from './at-office.ts';
import { eventually } from './eventually.ts';
import { loadLawRoll } from './load-roll.ts';
import { refusalOf } from './replies.ts';
import type { Stack } from './stack.ts';
import { voters as freshVoters } from './voters.ts';

/** A law for one test. Its roll is in Redis and on record in PostgreSQL. */
export interface Law {
  readonly id: string;
  readonly voters: readonly Voter[];
}

export interface LawWindow {
  /** `not-allowed` if absent. */
  readonly blankVotes?: BlankVotes;
  readonly opensAtMs?: number;
  readonly closesAtMs?: number;
  /** `real` if absent. Only a rehearsal takes made-up votes of the command line. */
  readonly purpose?: ContestPurpose;
  /** `published` if absent. */
  readonly ballotRecord?: BallotRecord;
  /** `live` if absent. */
  readonly resultsVisibility?: ResultsVisibility;
}

const HOUR_MS = 3_600_000;

/**
 * Creates a law whose roll is loaded and that is open now, unless other times are given.
 *
 * @param voters how many new voters the roll has, or these voters
 */
export async function openLaw(
  stack: Stack,
  { voters, ...window }: LawWindow & { readonly voters: number | readonly Voter[] },
): Promise<Law> {
  const everybody = typeof voters === 'number' ? freshVoters(voters) : voters;
  const times = windowOf(window);
  const law = { id: await addLaw(stack, window), voters: everybody };
  await loadLawRoll(stack, law);
  await publishLaw(stack, law, times);
  return law;
}

/**
 * Publishes a draft whose roll is loaded, and waits until every API knows it.
 *
 * @param window the times with which the draft was created
 */
export async function publishLaw(
  stack: Stack,
  { id }: Pick<Law, 'id'>,
  window: LawWindow = {},
): Promise<void> {
  await schedule(stack, lawRollKey(id), windowOf(window));
  for (const api of stack.running('ingestion-api'))
    await eventually('the API knows the law', () => isKnown(api, id));
}

/**
 * Asks with a request that no API accepts as a vote, as its Idempotency-Key is not valid. The list of laws would not
 * do, as another part of the API answers it.
 */
async function isKnown(api: AppProcess, lawId: string): Promise<void> {
  const client = createClient(PUBLIC_ROUTES, { baseUrl: api.publicUrl(), fetch });
  const [status, type] = refusalOf(
    await client.call('voteOnLaw', {
      body: { nas: '000000000', code: 'AAAAAA', law_id: lawId, vote: 'oui' },
      headers: { 'idempotency-key': 'not a key' },
    }),
  );
  if (status === 404) throw new Error(type);
}

/** Creates a draft of a law without a roll, and returns its identifier. */
export async function addLaw(stack: Stack, window: LawWindow): Promise<string> {
  const id = `L-${randomBytes(4).toString('hex')}`;
  const text = { fr: id, en: id };
  const law: OfficeLaw = {
    kind: 'law',
    id,
    title: text,
    summary: text,
    window: windowOf(window),
    status: 'draft',
    timeZone: 'UTC',
    resultsVisibility: window.resultsVisibility ?? 'live',
    blankVotes: window.blankVotes ?? 'not-allowed',
    approval: 'single-official',
    purpose: window.purpose ?? 'real',
    ballotRecord: window.ballotRecord ?? 'published',
    ...SIMPLE_MAJORITY,
  };
  await atOffice(stack, (office) => acted(office.createLaw(TEST_ACTOR, law)));
  return id;
}

/** The times given, or from an hour ago until this time tomorrow. */
export function windowOf({ opensAtMs, closesAtMs }: LawWindow): VotingWindow {
  const nowMs = Date.now();
  return { opensAtMs: opensAtMs ?? nowMs - HOUR_MS, closesAtMs: closesAtMs ?? nowMs + 24 * HOUR_MS };
}

/** Publishes a contest whose roll is loaded; its races may be without voters. The clock of the office is an hour before the opening. */
export async function schedule(stack: Stack, contest: RollKey, { opensAtMs }: VotingWindow): Promise<void> {
  const step = contest.startsWith('election:')
    ? ({ step: 'schedule', allowRacesWithoutVoters: true, reason: 'a test' } as const)
    : ({ step: 'schedule' } as const);
  await atOffice(stack, (office) => acted(office.step(TEST_ACTOR, contest, step)), opensAtMs - HOUR_MS);
}

/**
 * Sets the time, past or present, at which the contest closes. It uses SQL as the owner of the database: an act closes
 * no contest sooner than `EFFECT_DELAY_MS` from now, and PostgreSQL lets no other login set a closing time in the past.
 * Tests need one to show what becomes of votes that a process accepted before it knew of the closing.
 */
export async function setClosing(stack: Stack, contest: RollKey, closesAtMs: number): Promise<void> {
  const [kind, id] = contest.split(':');
  const table = kind === 'law' ? 'laws' : 'elections';
  await stack.sql(`UPDATE ${table} SET closes_at = $2 WHERE id = $1`, [id, new Date(closesAtMs)]);
  // The record of acts must say so, or an audit finds a contest that its last act did not leave so.
  await stack.sql(
    `INSERT INTO admin_audit (actor, action, subject, before, after)
     SELECT 'a test', $3, subject, after, jsonb_set(after, '{window,closesAtMs}', to_jsonb($2::bigint))
       FROM admin_audit WHERE subject = $1 AND after ? 'status' AND after ? 'window' ORDER BY id DESC LIMIT 1`,
    [contest, closesAtMs, `${kind}.close`],
  );
}

/** Sets the time at which the law closes. */
export async function closeLaw(stack: Stack, law: Law, closesAtMs: number): Promise<void> {
  await setClosing(stack, lawRollKey(law.id), closesAtMs);
}

/** One vote of each voter: alternately three oui and two non, so that a test notices a mix-up. */
export function oneVoteEach(law: Law, voters: readonly Voter[] = law.voters): LawVote[] {
  return voters.map((voter, i) => ({ kind: 'law', voter, lawId: law.id, choice: choiceOf(i) }));
}

function choiceOf(i: number): LawOption {
  return i % 5 < 3 ? 'oui' : 'non';
}
