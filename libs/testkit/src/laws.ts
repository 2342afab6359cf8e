import { randomBytes } from 'node:crypto';
import type { AppProcess } from './app-process.ts';
import { eventually } from './eventually.ts';
import { loadRoll } from './roll-desk.ts';
import type { Stack } from './stack.ts';
import { voters as freshVoters } from './voters.ts';
import type { LawOption } from '@scrutin/election';
import type { LawVote, Voter } from '@scrutin/voting-load';

/** A law of one test's own, with a roll of its own, in Redis and registered in PostgreSQL. */
export interface Law {
  readonly id: string;
  readonly voters: readonly Voter[];
}

export interface LawWindow {
  readonly opensAtMs?: number;
  readonly closesAtMs?: number;
}

const HOUR_MS = 3_600_000;

/** A law that takes votes now (unless other times are given), whose roll is loaded: so many fresh voters, or these. */
export async function openLaw(
  stack: Stack,
  { voters, ...window }: LawWindow & { readonly voters: number | readonly Voter[] },
): Promise<Law> {
  const everybody = typeof voters === 'number' ? freshVoters(voters) : voters;
  const law = { id: await addLaw(stack, window), voters: everybody };
  await loadRoll(stack, law);
  for (const api of stack.running('ingestion-api'))
    await eventually('the API knows the law', () => isKnown(api, law.id));
  return law;
}

/** By a request that no API takes as a vote: its Idempotency-Key is none. Another question than `/laws` answers. */
async function isKnown(api: AppProcess, lawId: string): Promise<void> {
  const answer = await fetch(`${api.publicUrl()}/api/v1/vote`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'not a key' },
    body: JSON.stringify({ nas: '000000000', code: 'AAAAAA', law_id: lawId, vote: 'oui' }),
  });
  if (answer.status === 404) throw new Error(await answer.text());
}

/** A law without a roll; returns its identifier. */
export async function addLaw(stack: Stack, window: LawWindow): Promise<string> {
  const id = `L-${randomBytes(4).toString('hex')}`;
  const now = Date.now();
  const opensAt = new Date(window.opensAtMs ?? now - HOUR_MS);
  const closesAt = new Date(window.closesAtMs ?? now + 24 * HOUR_MS);
  await stack.sql(
    `INSERT INTO laws (id, title_fr, title_en, opens_at, closes_at, status, results_visibility)
     VALUES ($1, $1, $1, $2, $3, 'scheduled', 'live')`,
    [id, opensAt, closesAt],
  );
  return id;
}

/** From now on the law closes at this moment. */
export async function closeLaw(stack: Stack, law: Law, closesAtMs: number): Promise<void> {
  await stack.sql('UPDATE laws SET closes_at = $2 WHERE id = $1', [law.id, new Date(closesAtMs)]);
}

/** One vote of each voter, oui and non by turns of three and two so that a mix-up shows. */
export function oneVoteEach(law: Law, voters: readonly Voter[] = law.voters): LawVote[] {
  return voters.map((voter, i) => ({ kind: 'law', voter, lawId: law.id, choice: choiceOf(i) }));
}

function choiceOf(i: number): LawOption {
  return i % 5 < 3 ? 'oui' : 'non';
}
