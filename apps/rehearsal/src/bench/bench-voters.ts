import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createCredentialHasher, pepperCheck } from '@scrutin/credentials';
import type { ApprovableOutcome, Law } from '@scrutin/election';
import { lawRollKey, SIMPLE_MAJORITY } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';
import { loadRoll } from '@scrutin/election-office';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import type { VoterRoll } from '@scrutin/voter-roll';
import { keepOpen, yearFrom } from '../keep-open.ts';
import { MADE_UP } from '../made-up.ts';
import { requireRehearsal } from '../require-rehearsal.ts';

export const BENCH_LAW = 'BENCH';

/** Who acts, for the record of acts. */
export const BENCH: Actor = { name: 'command line: bench' };
const FIRST_NAS = 100_000_000;
const CODE_SPACE = 36 ** 6;

export interface BenchVotersOptions {
  readonly count: number;
  readonly pepper: Uint8Array;
  readonly roll: VoterRoll;
  readonly office: ElectionOffice;
  /** The file from which the load generator reads lines of the form `nas,code`. */
  readonly file: string;
}

/** Opens the law of the measurement, and adds `count` new voters to its roll. */
export async function loadBenchVoters(options: BenchVotersOptions): Promise<void> {
  const { count, roll, office } = options;
  const hasher = createCredentialHasher({
    scheme: 'hmac-sha256',
    pepper: options.pepper,
    digest: nodeDigest,
  });
  const lines: string[] = [];
  const entries: { hash: Buffer }[] = [];
  for (let i = 0; i < count; i++) {
    const nas = String(FIRST_NAS + i);
    const code = randomInt(CODE_SPACE).toString(36).toUpperCase().padStart(6, '0');
    lines.push(`${nas},${code}`);
    entries.push({ hash: Buffer.from(hasher.credentialHash(nas, code, BENCH_LAW)) });
  }
  await writeFile(options.file, `${lines.join('\n')}\n`, { mode: 0o600 });
  const rollKey = lawRollKey(BENCH_LAW);
  const law = (await office.law(BENCH_LAW)) ?? done(await office.createLaw(BENCH, benchLaw(Date.now())));
  requireRehearsal(rollKey, law);
  const source = {
    rollKey,
    scheme: 'hmac-sha256',
    credentials: count,
    entries: () => entries,
    pepperCheck: pepperCheck(options.pepper, nodeDigest),
    origin: { kind: 'made-up', credentials: count },
  } as const;
  done(await loadRoll(source, { office, roll, actor: BENCH, inDraft: 'add', reason: MADE_UP }));
  if (done(await keepOpen(office, BENCH, rollKey, law, Date.now())) === 'over') {
    throw new ConfigurationError(`The law ${BENCH_LAW} of this database has closed: use a new database.`);
  }
}

function benchLaw(nowMs: number): Law {
  const text = { fr: 'Mesure', en: 'Measurement' };
  return {
    kind: 'law',
    id: BENCH_LAW,
    title: text,
    summary: text,
    window: yearFrom(nowMs),
    status: 'draft',
    timeZone: 'UTC',
    resultsVisibility: 'live',
    blankVotes: 'not-allowed',
    approval: 'single-official',
    purpose: 'rehearsal',
    ballotRecord: 'published',
    ...SIMPLE_MAJORITY,
  };
}

function done<T>(outcome: ApprovableOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new ConfigurationError(`The law ${BENCH_LAW}: ${outcome.detail}`);
}
