import { bytesOfBase64url } from '@scrutin/credentials';

/** The hashes that are remembered in one pass. With 12 bytes each and their set they take about 100 MB. */
const REMEMBERED = 1_000_000;
/** The most passes over the file: enough for 16 million lines that are not sorted. */
const MOST_PASSES = 16;

const HASH_CHARACTERS = 43;
/** 96 bits of a hash. If two of 16 million hashes begin with the same 96 bits, this is a duplicate and not chance. */
const KEY_BYTES = 12;

/**
 * The numbers of the lines whose hash is already in an earlier line. The lines may have any order. The file is read in
 * several passes, each of which looks at one part of the range of hashes, so that the memory is limited. Undefined if
 * there are too many lines to check.
 */
export async function duplicateLines(
  read: () => AsyncIterable<readonly string[]>,
  lines: number,
): Promise<readonly number[] | undefined> {
  const passes = Math.ceil(lines / REMEMBERED);
  if (passes > MOST_PASSES) return undefined;
  const duplicates: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const seen = new Set<string>();
    let number = 0;
    for await (const some of read()) {
      for (const line of some) {
        number += 1;
        const hash = bytesOfBase64url(line.slice(0, HASH_CHARACTERS));
        if (hash?.length !== 32 || Math.floor(((hash[0] ?? 0) * passes) / 256) !== pass) continue;
        const key = Buffer.from(hash.buffer, hash.byteOffset, KEY_BYTES).toString('latin1');
        if (seen.has(key)) duplicates.push(number);
        else seen.add(key);
      }
    }
  }
  return duplicates.sort((a, b) => a - b);
}
