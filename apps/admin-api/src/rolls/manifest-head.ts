import { createHash } from 'node:crypto';
import type { RollManifest } from '@scrutin/credentials';
import { parseRollManifest } from '@scrutin/credentials';

/** A manifest is some hundred bytes for each file of the roll. */
const MOST_BYTES = 1_000_000;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** An upload whose beginning was read: its manifest, if it begins with one, and its lines. */
export type UploadHead =
  | {
      readonly kind: 'manifest';
      readonly manifest: RollManifest;
      readonly sha256: string;
      readonly lines: Lines;
    }
  /** The upload begins with a manifest that is wrong. The problem completes a sentence whose subject is the manifest. */
  | { readonly kind: 'wrong-manifest'; readonly problem: string }
  | { readonly kind: 'none'; readonly lines: Lines };

type Lines = AsyncIterable<Buffer>;

/**
 * Reads the manifest with which an upload begins: `cat roll/manifest.json roll/roll-*.txt`. An upload that does not begin
 * with a brace has none.
 */
export async function readUploadHead(source: AsyncIterable<Buffer>): Promise<UploadHead> {
  const pieces = source[Symbol.asyncIterator]();
  let read = Buffer.alloc(0);
  for (;;) {
    const begins = beginsWithBrace(read);
    if (begins === false) return { kind: 'none', lines: joined(read, pieces) };
    const end = begins === undefined ? -1 : endOfObject(read);
    if (end !== -1) {
      const text = read.subarray(0, end);
      const parsed = parseRollManifest(text.toString('utf8'));
      if (!parsed.ok) return { kind: 'wrong-manifest', problem: parsed.problem };
      return {
        kind: 'manifest',
        manifest: parsed.manifest,
        sha256: createHash('sha256').update(text).digest('hex'),
        lines: joined(read.subarray(end), pieces),
      };
    }
    if (read.length > MOST_BYTES) return { kind: 'wrong-manifest', problem: 'it is no JSON object' };
    const next = await pieces.next();
    if (next.done === true) {
      if (begins === undefined) return { kind: 'none', lines: joined(read, pieces) };
      return { kind: 'wrong-manifest', problem: 'it is not complete' };
    }
    read = Buffer.concat([read, next.value]);
  }
}

/** Whether the text begins with a brace, after a byte order mark. Undefined as long as that cannot be seen. */
function beginsWithBrace(read: Buffer): boolean | undefined {
  const at = read.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  if (at === 0 && read.length < 3 && BYTE_ORDER_MARK.subarray(0, read.length).equals(read)) return undefined;
  return read[at] === undefined ? undefined : read[at] === 0x7b;
}

/** The end of the JSON object with which the text begins, and of the line on which it ends. -1 if it does not end. */
function endOfObject(read: Buffer): number {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < read.length; i++) {
    const byte = read[i];
    if (inText) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x7b) depth += 1;
    else if (byte === 0x7d && --depth === 0) {
      const end = read.indexOf(LINE_FEED, i);
      return end === -1 ? -1 : end + 1;
    }
  }
  return -1;
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  if (first.length > 0) yield first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}
