import { bytesOfBase64url } from '@scrutin/credentials';

/** Hashes remembered at a time, of 12 bytes each: with their set some 100 MB. */
const REMEMBERED = 1_000_000;
/** Looks at the file at most: for 16 million lines that are not sorted. Beyond it gives up and says so. */
const MOST_PASSES = 16;

const HASH_CHARACTERS = 43;
/** 96 bits of a hash: two of 16 million that begin alike are a duplicate and no chance. */
const KEY_BYTES = 12;

/**
 * Numbers of the lines whose hash stood in an earlier one, in lines of any order. Several looks, each at the
 * hashes of one part of their range, so that memory is bounded. Undefined for more lines than it looks at.
 */
export async function duplicateLines(
  read: () => AsyncIterable<readonly string[]>,
  lines: number,
): Promise<readonly number[] | undefined> {
  const passes = Math.ceil(lines / REMEMBERED);
  if (passes > MOST_PASSES) return undefined;
  const found: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const seen = new Set<string>();
    let number = 0;
    for await (const some of read()) {
      for (const line of some) {
        number += 1;
        const hash = bytesOfBase64url(line.slice(0, HASH_CHARACTERS));
        if (hash?.length !== 32 || Math.floor(((hash[0] ?? 0) * passes) / 256) !== pass) continue;
        const key = Buffer.from(hash.buffer, hash.byteOffset, KEY_BYTES).toString('latin1');
        if (seen.has(key)) found.push(number);
        else seen.add(key);
      }
    }
  }
  return found.sort((a, b) => a - b);
}
