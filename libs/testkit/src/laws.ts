import { randomBytes } from 'node:crypto';
import type { Stack } from './stack.ts';
import { loadRoll } from './roll-desk.ts';
import type { Choice, PlannedVote } from './vote-load.ts';
import { voters as freshVoters } from './voters.ts';
import type { Voter } from './voters.ts';

/** A law of one test's own, with a roll of its own, in Redis and registered in PostgreSQL. */
export interface Law {
  readonly id: string;
  readonly voters: readonly Voter[];
}

export interface LawOptions {
  readonly voters: number;
  readonly opensAtMs?: number;
  readonly closesAtMs?: number;
}

const HOUR_MS = 3_600_000;

/** A law that takes votes now (unless other times are given), whose roll is loaded. */
export async function openLaw(stack: Stack, options: LawOptions): Promise<Law> {
  const law = { id: `L-${randomBytes(4).toString('hex')}`, voters: freshVoters(options.voters) };
  const now = Date.now();
  await stack.sql(
    `INSERT INTO laws (id, title_fr, title_en, opens_at, closes_at, status) VALUES ($1, $1, $1, $2, $3, 'open')`,
    [
      law.id,
      new Date(options.opensAtMs ?? now - HOUR_MS),
      new Date(options.closesAtMs ?? now + 24 * HOUR_MS),
    ],
  );
  await loadRoll(stack, law);
  return law;
}

/** One vote of each voter, oui and non by turns of three and two so that a mix-up shows. */
export function oneVoteEach(law: Law, voters: readonly Voter[] = law.voters): PlannedVote[] {
  return voters.map((voter, i) => ({ voter, lawId: law.id, choice: choiceOf(i) }));
}

function choiceOf(i: number): Choice {
  return i % 5 < 3 ? 'oui' : 'non';
}
