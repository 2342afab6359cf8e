import type { BlockCounts } from '@scrutin/anomalies';
import { signalWindowOf, SMALL_BLOCKS } from '@scrutin/anomalies';

/** A block with fewer requests in a window is added to those of all small blocks, and is never named (P6). */
const NAMED_FROM = 20;
/** How many requests of a block are looked up after each report, and of all blocks together. */
const SAMPLE = 64;
const SAMPLES_MAX = 20_000;
/** How many blocks are told apart in a window. The memory of an attack from everywhere is limited by it. */
const BLOCKS_MAX = 20_000;

/** While Redis is away, the numbers of an hour are kept. */
const WINDOWS_MAX = 6;

interface Block {
  /** Once a block had enough requests, all of its numbers in the window have its name. */
  isNamed: boolean;
  requests: number;
  sampled: number;
  failed: number;
  /** Guess keys of requests since the last report. */
  fresh: string[];
  /** Guess keys of requests before it. Workers may still be deciding about them. */
  waiting: string[];
  /** Guess keys of requests before those. Workers have decided about them by now. */
  due: string[];
}

/** Looks up for each guess key whether a code has failed for it. */
export type LookUpFailures = (guessKeys: readonly string[]) => Promise<readonly boolean[]>;

/**
 * Counts the requests of each block of addresses (an IPv4 /24 or an IPv6 /48), and for a sample of them whether a code
 * has failed for their NAS. P6: a block is never joined with a credential, a contest or a vote. The guess keys of the
 * sample stay in this process, for a few seconds.
 */
export class BlockTally {
  readonly #windows = new Map<number, Map<string, Block>>();
  #samples = 0;

  /**
   * Counts a request.
   *
   * @param address an IPv4 address, or an IPv6 /64, as `limitedAddress` of http-edge returns it
   * @param guessKey stands for the NAS
   * @param nowMs milliseconds since the epoch
   */
  add(address: string, guessKey: string, nowMs: number): void {
    const window = signalWindowOf(nowMs);
    let blocks = this.#windows.get(window);
    if (blocks === undefined) this.#windows.set(window, (blocks = new Map<string, Block>()));
    let name = prefixOf(address);
    let block = blocks.get(name);
    if (block === undefined) {
      if (blocks.size >= BLOCKS_MAX) name = SMALL_BLOCKS;
      block = blocks.get(name) ?? {
        isNamed: false,
        requests: 0,
        sampled: 0,
        failed: 0,
        fresh: [],
        waiting: [],
        due: [],
      };
      blocks.set(name, block);
    }
    block.requests += 1;
    if (block.fresh.length >= SAMPLE || this.#samples >= SAMPLES_MAX) return;
    block.fresh.push(guessKey);
    this.#samples += 1;
  }

  /**
   * What was counted since the last call and may be named. The rest waits for more requests, or for the end of its
   * window.
   */
  async take(lookUp: LookUpFailures, nowMs: number): Promise<BlockCounts[]> {
    const present = signalWindowOf(nowMs);
    for (const window of this.#windows.keys()) {
      if (this.#windows.size > WINDOWS_MAX) this.#windows.delete(window);
    }
    this.#samples = 0;
    const taken: BlockCounts[] = [];
    for (const [window, blocks] of this.#windows) {
      const all = [...blocks];
      const due = all.flatMap(([, block]) => block.due);
      const failures = due.length === 0 ? [] : await lookUp(due);
      let at = 0;
      for (const [, block] of all) {
        const own = failures.slice(at, at + block.due.length);
        at += block.due.length;
        block.sampled += own.length;
        block.failed += own.filter(Boolean).length;
        block.due = block.waiting;
        block.waiting = block.fresh;
        block.fresh = [];
      }
      const isOver =
        window < present && all.every(([, block]) => block.due.length + block.waiting.length === 0);
      taken.push(...takeFrom(blocks, window, isOver));
      if (isOver) this.#windows.delete(window);
    }
    return taken;
  }
}

/** Takes the numbers of the blocks that may be named and, when the window is over, the sum of all others. */
function takeFrom(blocks: Map<string, Block>, window: number, isOver: boolean): BlockCounts[] {
  const taken: BlockCounts[] = [];
  const rest = { block: SMALL_BLOCKS, window, requests: 0, sampled: 0, failed: 0 };
  for (const [prefix, block] of blocks) {
    const { requests, sampled, failed } = block;
    block.isNamed ||= prefix !== SMALL_BLOCKS && requests >= NAMED_FROM;
    if (block.isNamed) {
      if (requests + sampled > 0) taken.push({ block: nameOf(prefix), window, requests, sampled, failed });
    } else if (isOver || prefix === SMALL_BLOCKS) {
      rest.requests += requests;
      rest.sampled += sampled;
      rest.failed += failed;
    } else continue;
    block.requests = 0;
    block.sampled = 0;
    block.failed = 0;
  }
  return rest.requests === 0 && rest.sampled === 0 ? taken : [...taken, rest];
}

/** The part of an address that its block has in common: `192.0.2` or `2001:db8:1`. */
function prefixOf(address: string): string {
  const colon = address.indexOf(':');
  if (colon === -1) return address.slice(0, address.lastIndexOf('.'));
  return address.slice(0, address.indexOf(':', address.indexOf(':', colon + 1) + 1));
}

function nameOf(prefix: string): string {
  return prefix.includes(':') ? `${prefix}::/48` : `${prefix}.0/24`;
}
