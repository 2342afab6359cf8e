/**
 * Waits until a server serves, for as long as it makes progress. A server with much data may need many minutes before it
 * serves: Redis reads its file, PostgreSQL replays its log, RabbitMQ opens its queues. A fixed time would kill it in the
 * middle, and the next start would begin anew, and so on for ever.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { KnownProcess } from '../../libs/local-stack/src/stack-state.ts';

/** What a server answers while it starts. `progress` is for the screen: "has read 43 % of its data". */
export type Readiness =
  | { readonly kind: 'serving' }
  | { readonly kind: 'starting'; readonly progress: string }
  | { readonly kind: 'silent' };

export const SERVING: Readiness = { kind: 'serving' };
export const SILENT: Readiness = { kind: 'silent' };

export interface Waiting {
  readonly ask: () => Promise<Readiness>;
  readonly isRunning: () => boolean;
  /** What the server has done so far, in units that only grow; see {@link workOf}. */
  readonly work: () => number;
  /** For how long the server may do nothing. */
  readonly idleMs: number;
  /** Called with a text while the start takes long. */
  readonly say: (text: string) => void;
}

const POLL_MS = 25;
/** Looking at processes reads many files. */
const LOOK_MS = 250;
/** The first words come when a person begins to wonder. */
const FIRST_WORD_MS = 3_000;
const NEXT_WORD_MS = 5_000;
/** The share of a core that counts as work. A RabbitMQ that waits for something uses a few per cent. */
const WORKING_SHARE = 0.1;

/** Resolves to true when the server serves, and to false when it has ended or has done nothing for too long. */
export async function servesInTime({ ask, isRunning, work, idleMs, say }: Waiting): Promise<boolean> {
  const since = performance.now();
  let active = { at: since, work: work() };
  let nextLook = since;
  let nextWord = since + FIRST_WORD_MS;
  while (isRunning()) {
    const readiness = await ask();
    if (readiness.kind === 'serving') return true;
    const now = performance.now();
    if (readiness.kind === 'starting') active = { ...active, at: now };
    else if (now >= nextLook) {
      nextLook = now + LOOK_MS;
      const done = work();
      if (done - active.work >= WORKING_SHARE * idleMs) active = { at: now, work: done };
    }
    if (now - active.at > idleMs) return false;
    if (now >= nextWord) {
      const seconds = Math.round((now - since) / 1_000);
      say(
        readiness.kind === 'starting' ? `${readiness.progress} (${seconds} s)` : `is starting (${seconds} s)`,
      );
      nextWord = now + NEXT_WORD_MS;
    }
    await delay(POLL_MS);
  }
  return false;
}

const TICK_MS = 10;
/** Reading and writing count as well: 1 MB as the time that a core would take to look at it. */
const BYTES_PER_MS = 1_000_000;

/**
 * The work of processes since their start, in milliseconds of a core. It is 0 where the kernel does not say, so that only
 * the answers of the server count there.
 */
export function workOf(processes: readonly KnownProcess[]): number {
  return processes.reduce((sum, { pid }) => sum + coreMs(pid) + bytes(pid) / BYTES_PER_MS, 0);
}

function coreMs(pid: number): number {
  const text = contentOf(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

function bytes(pid: number): number {
  const text = contentOf(`/proc/${pid}/io`);
  return [...text.matchAll(/^(?:read|write)_bytes: (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended, or the file is not ours to read
  }
}
