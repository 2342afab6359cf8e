import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { RollShard } from '@scrutin/credentials';
import {
  codeWriter,
  lettersFileName,
  lettersHeader,
  numberedReference,
  referencesFileName,
  referencesHeader,
  rollFileName,
} from '@scrutin/credentials';
import { ByteFile } from './byte-file.ts';
import { createShardHasher } from './shard-hasher.ts';
import type { ShardTask } from './shard-task.ts';
import { HASH_CHARACTERS, sortedHashes } from './sorted-hashes.ts';

const PROGRESS_EVERY = 20_000;
const NAS_DIGITS = 9;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const DIGIT_ZERO = 0x30;

/** The files of one shard, as the manifests list them. */
export interface WrittenShard {
  readonly letters: RollShard;
  readonly roll: RollShard;
  readonly references: RollShard;
}

/**
 * Gives each number a code and a reference, and writes the letters, the references and the hashes. The hashes are
 * sorted, so that the order of a roll file shows nothing of the order of the letters (P6).
 *
 * The lines are those of `formatLetterLine`, `formatReferenceLine` and `formatRollLine`. They are put together as bytes,
 * because texts cost several times as much.
 */
export function writeShard(task: ShardTask, onProgress: (more: number) => void): WrittenShard {
  const regions = task.regions.length === 0 ? [Buffer.of()] : task.regions.map(regionField);
  const lettersFile = lettersFileName(task.number);
  const referencesFile = referencesFileName(task.number);
  const file = rollFileName(task.number);
  const letters = new ByteFile(path.join(task.lettersFolder, lettersFile));
  const references = new ByteFile(path.join(task.referencesFolder, referencesFile));
  const hashes = Buffer.allocUnsafe(task.nasNumbers.length * HASH_CHARACTERS);
  try {
    writeLetters(task, regions, { letters, references, hashes }, onProgress);
  } finally {
    letters.close();
    references.close();
  }
  const roll = new ByteFile(path.join(task.rollFolder, file));
  try {
    writeRoll(hashes, regions, roll);
  } finally {
    roll.close();
  }
  const credentials = task.nasNumbers.length;
  return {
    letters: { file: lettersFile, credentials, sha256: letters.sha256() },
    roll: { file, credentials, sha256: roll.sha256() },
    references: { file: referencesFile, credentials, sha256: references.sha256() },
  };
}

interface LettersOfShard {
  readonly letters: ByteFile;
  readonly references: ByteFile;
  /** Takes the hashes in the order of the letters, as `sortedHashes` expects them. */
  readonly hashes: Buffer;
}

function writeLetters(
  task: ShardTask,
  regions: readonly Buffer[],
  { letters, references, hashes }: LettersOfShard,
  onProgress: (more: number) => void,
): void {
  const { nasNumbers, codeLength } = task;
  const hasher = createShardHasher(task);
  const writeCode = codeWriter(randomBytes, codeLength);
  const { bytes: material, nasAt, codeAt } = hasher;
  letters.ascii(`${lettersHeader(task.regions.length > 0)}\n`);
  references.ascii(`${referencesHeader(task.regions.length > 0)}\n`);
  let reported = 0;
  for (let i = 0; i < nasNumbers.length; i++) {
    writeNas(material, nasAt, nasNumbers[i] ?? 0);
    writeCode(material, codeAt);
    const hash = hasher.hash();
    hashes.write(hash, i * HASH_CHARACTERS, 'latin1');
    const region = regions[i % regions.length] ?? Buffer.of();
    const reference = numberedReference(task.firstLetter + i);

    letters.reserve(NAS_DIGITS + codeLength + region.length + reference.length + 3);
    letters.copy(material, nasAt, NAS_DIGITS);
    letters.byte(COMMA);
    letters.copy(material, codeAt, codeLength);
    letters.copy(region, 0, region.length);
    letters.byte(COMMA);
    letters.ascii(reference);
    letters.byte(LINE_FEED);

    references.reserve(reference.length + HASH_CHARACTERS + region.length + 2);
    references.ascii(reference);
    references.byte(COMMA);
    references.ascii(hash);
    references.copy(region, 0, region.length);
    references.byte(LINE_FEED);

    if ((i + 1) % PROGRESS_EVERY === 0) {
      onProgress(PROGRESS_EVERY);
      reported = i + 1;
    }
  }
  onProgress(nasNumbers.length - reported);
}

function writeRoll(hashes: Buffer, regions: readonly Buffer[], roll: ByteFile): void {
  for (const i of sortedHashes(hashes)) {
    const region = regions[i % regions.length] ?? Buffer.of();
    roll.reserve(HASH_CHARACTERS + region.length + 1);
    roll.copy(hashes, i * HASH_CHARACTERS, HASH_CHARACTERS);
    roll.copy(region, 0, region.length);
    roll.byte(LINE_FEED);
  }
}

function regionField(region: string): Buffer {
  return Buffer.from(`,${region}`, 'latin1');
}

/** Writes a drawn number as 9 digits. */
function writeNas(into: Uint8Array, at: number, nasNumber: number): void {
  let rest = nasNumber;
  for (let place = at + NAS_DIGITS - 1; place >= at; place--) {
    const tens = Math.floor(rest / 10);
    into[place] = DIGIT_ZERO + rest - tens * 10;
    rest = tens;
  }
}
