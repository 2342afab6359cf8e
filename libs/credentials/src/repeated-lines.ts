import { bytesOfBase64url } from './base64url.ts';
import { HASH_CHARACTERS, parseRollLine } from './roll-file.ts';

/*
 * No hash may be on two lines of a roll. A roll may have millions of lines, so none of the three ways to find such lines
 * remembers all of them:
 *
 * - `RollOrder` compares each line with the one before it, while the roll is read anyway. That is enough for one file
 *   that is sorted by hash, as `scrutin credentials generate` writes each of its files.
 * - `findRepeatedInFiles` (repeated-in-files.ts) reads several sorted files side by side, once. Its memory holds one
 *   piece of each file.
 * - `findRepeatedLines` reads lines of any order, in one pass for each million of them. A pass looks at one part of the
 *   range of hashes and remembers about a million of them, which takes about 100 MB.
 */

/** The lines of a roll whose hash is on an earlier line too. */
export interface RepeatedLines {
  /** How many there are. */
  readonly count: number;
  /** The numbers of the first of them, from 1, in ascending order: at most {@link MOST_LISTED}. */
  readonly first: readonly number[];
}

/** The most repeated lines that are listed. */
export const MOST_LISTED = 100;
/** The number of hashes that one pass remembers. */
const REMEMBERED = 1_000_000;
/** The most passes over the lines: enough for 16 million of them. */
const MOST_PASSES = 16;
/** 96 bits of a hash. If two of 16 million hashes begin with the same 96 bits, this is a repetition and not chance. */
const KEY_BYTES = 12;

/** Compares each line of a roll with the line before it. */
export class RollOrder {
  readonly #first: number[] = [];
  #count = 0;
  #previous = '';
  #isSorted = true;

  /**
   * Takes the next line, which {@link parseRollLine} has accepted.
   *
   * @param number the number of the line, from 1
   */
  add(line: string, number: number): void {
    const hash = line.slice(0, HASH_CHARACTERS);
    if (hash < this.#previous) this.#isSorted = false;
    else if (hash === this.#previous) {
      this.#count += 1;
      if (this.#first.length < MOST_LISTED) this.#first.push(number);
    }
    this.#previous = hash;
  }

  /** The repeated lines. Undefined if the lines were not sorted: then {@link findRepeatedLines} must look for them. */
  repeated(): RepeatedLines | undefined {
    return this.#isSorted ? { count: this.#count, first: this.#first } : undefined;
  }
}

/**
 * Finds the repeated lines of a roll whose lines have any order. Lines that {@link parseRollLine} does not accept are
 * ignored.
 *
 * @param read reads all lines of the roll, a few thousand at a time; called once for each pass
 * @param lines the number of lines
 * @returns undefined if there are more than 16 million lines, which are not compared
 */
export async function findRepeatedLines(
  read: () => AsyncIterable<readonly string[]>,
  lines: number,
): Promise<RepeatedLines | undefined> {
  const passes = Math.ceil(lines / REMEMBERED);
  if (passes > MOST_PASSES) return undefined;
  let count = 0;
  const first: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const seen = new Set<string>();
    let listed = 0;
    let number = 0;
    for await (const some of read()) {
      for (const line of some) {
        number += 1;
        if (passOf(line, passes) !== pass) continue;
        const key = keyOf(line);
        if (key === undefined) continue;
        if (!seen.has(key)) seen.add(key);
        else {
          count += 1;
          // A pass finds its lines in ascending order, so that its first ones are enough.
          if (listed++ < MOST_LISTED) first.push(number);
        }
      }
    }
  }
  return { count, first: first.sort((a, b) => a - b).slice(0, MOST_LISTED) };
}

/** The pass that looks at a line, which follows from the first byte of its hash. */
function passOf(line: string, passes: number): number {
  if (passes === 1) return 0;
  const [byte = 0] = bytesOfBase64url(line.slice(0, 4)) ?? [];
  return Math.floor((byte * passes) / 256);
}

/** The beginning of the hash as a text of its own. A slice of the line would keep the whole piece of the file alive. */
function keyOf(line: string): string | undefined {
  const entry = parseRollLine(line);
  return entry && String.fromCharCode(...entry.hash.subarray(0, KEY_BYTES));
}
