import type { BlockCounts, ContestCounts, LedgerLine, Outcome } from '@scrutin/anomalies';
import { OUTCOMES } from '@scrutin/anomalies';
import { guessSlot, windowOf } from './admission.ts';
import type { Command } from './command.ts';
import { streamInPipelines } from './command-stream.ts';
import { pairsOf } from './hash-pairs.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys } from './roll-layout.ts';

/** How long Redis keeps a window: through a long voting period and the audit after it. */
const KEPT_SECONDS = 30 * 24 * 3_600;
const BLOCK_FIELDS = ['requests', 'sampled', 'failed'] as const;

/** A contest that has closed, at its first look after the closing. */
export interface FirstLook extends LedgerLine {
  readonly contest: string;
}

/**
 * The counts of the signals in Redis, over all processes: two hashes for each window. P6: they say how many submissions a
 * contest and how many requests a block of addresses had in ten minutes, and expire. Nothing joins a contest and a block.
 */
export class SignalCounts {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;
  readonly #guessWindowMs: number;

  constructor(connection: RedisConnection, keys: RollKeys, guessWindowMs: number) {
    this.#connection = connection;
    this.#keys = keys;
    this.#guessWindowMs = guessWindowMs;
  }

  /** Adds to the counts of contests. If a call is repeated after a lost connection, its numbers count twice. */
  async addContests(counts: readonly ContestCounts[]): Promise<void> {
    await this.#add(
      counts.map(({ contest, window, outcomes }) => ({
        key: this.#keys.contestSignals(window),
        fields: Object.entries(outcomes).map(([outcome, n]) => [`${contest} ${outcome}`, n] as const),
      })),
    );
  }

  /** Adds to the counts of blocks, as {@link addContests} does. */
  async addBlocks(counts: readonly BlockCounts[]): Promise<void> {
    await this.#add(
      counts.map((each) => ({
        key: this.#keys.blockSignals(each.window),
        fields: BLOCK_FIELDS.map((field) => [`${each.block} ${field}`, each[field]] as const),
      })),
    );
  }

  async #add(
    counts: readonly { readonly key: string; readonly fields: readonly (readonly [string, number])[] }[],
  ): Promise<void> {
    const commands: Command[] = counts.flatMap(({ key, fields }) =>
      fields.filter(([, n]) => n !== 0).map(([field, n]): Command => ['HINCRBY', key, field, String(n)]),
    );
    if (commands.length === 0) return;
    const expiries = [...new Set(counts.map(({ key }) => key))].map((key): Command => [
      'EXPIRE',
      key,
      String(KEPT_SECONDS),
    ]);
    // An attack from everywhere, counted while Redis was unavailable, is more than a client may have under way.
    await streamInPipelines([...commands, ...expiries], async (chunk) => {
      await this.#connection.pipeline('signals', chunk);
    });
  }

  /** For each guess key, whether a code has failed for its counter in this or the last window of guesses. */
  async haveFailed(guessKeys: readonly string[], nowMs: number): Promise<boolean[]> {
    if (guessKeys.length === 0) return [];
    const now = windowOf(nowMs, this.#guessWindowMs);
    const slots = guessKeys.map(guessSlot);
    const replies = (await this.#connection.pipeline(
      'signals',
      [now, now - 1].map((window) => ['HMGET', this.#keys.guessWindow(window), ...slots]),
    )) as readonly (readonly unknown[])[];
    return slots.map((_, i) => replies.some((values) => typeof values[i] === 'string'));
  }

  /** The counts of contests and blocks in these windows, both ends included. */
  async read(
    first: number,
    last: number,
  ): Promise<{ readonly contests: ContestCounts[]; readonly blocks: BlockCounts[] }> {
    const windows = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    if (windows.length === 0) return { contests: [], blocks: [] };
    const replies = await this.#connection.readBytes('signals', [
      ...windows.map((window): Command => ['HGETALL', this.#keys.contestSignals(window)]),
      ...windows.map((window): Command => ['HGETALL', this.#keys.blockSignals(window)]),
    ]);
    return {
      contests: windows.flatMap((window, i) =>
        [...bySubject(replies[i])].map(([contest, numbers]) => ({
          contest,
          window,
          outcomes: Object.fromEntries(
            OUTCOMES.map((outcome): [Outcome, number] => [outcome, numbers.get(outcome) ?? 0]),
          ),
        })),
      ),
      blocks: windows.flatMap((window, i) =>
        [...bySubject(replies[windows.length + i])].map(([block, numbers]) => ({
          block,
          window,
          requests: numbers.get('requests') ?? 0,
          sampled: numbers.get('sampled') ?? 0,
          failed: numbers.get('failed') ?? 0,
        })),
      ),
    };
  }

  /** Remembers a closed contest as it was at the first look. Later looks of the same closing change nothing. */
  async firstLook(look: FirstLook, closedAtMs: number): Promise<void> {
    const key = this.#keys.closings();
    const value = JSON.stringify([look.received, look.counted, look.rejected]);
    await this.#connection.pipeline('signals', [
      ['HSETNX', key, `${look.contest} ${closedAtMs}`, value],
      ['EXPIRE', key, String(KEPT_SECONDS)],
    ]);
  }

  /** All first looks; of a contest that was closed twice, the last one. */
  async firstLooks(): Promise<FirstLook[]> {
    const [reply] = await this.#connection.readBytes('signals', [['HGETALL', this.#keys.closings()]]);
    const looks = new Map<string, FirstLook & { readonly closedAtMs: number }>();
    for (const [field, value] of pairsOf(reply)) {
      const [contest = '', closedAt] = field.split(' ');
      const [received = 0, counted = 0, rejected = 0] = JSON.parse(value) as number[];
      const closedAtMs = Number(closedAt);
      if ((looks.get(contest)?.closedAtMs ?? 0) > closedAtMs) continue;
      looks.set(contest, { contest, received, counted, rejected, closedAtMs });
    }
    return [...looks.values()].map(({ contest, received, counted, rejected }) => ({
      contest,
      received,
      counted,
      rejected,
    }));
  }
}

/** The numbers of a hash whose fields are `subject name`. */
function bySubject(reply: unknown): Map<string, Map<string, number>> {
  const subjects = new Map<string, Map<string, number>>();
  for (const [field, value] of pairsOf(reply)) {
    const space = field.lastIndexOf(' ');
    const subject = field.slice(0, space);
    const numbers = subjects.get(subject) ?? new Map<string, number>();
    subjects.set(subject, numbers.set(field.slice(space + 1), Number(value)));
  }
  return subjects;
}
