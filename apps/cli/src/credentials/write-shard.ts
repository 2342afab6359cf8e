import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { CredentialHash, RollShard } from '@scrutin/credentials';
import {
  codeDrawer,
  createCredentialHash,
  formatLetterLine,
  formatRollLine,
  lettersFileName,
  lettersHeader,
  nasOf,
  rollFileName,
} from '@scrutin/credentials';
import { nodeDigest } from '@scrutin/service-runtime';
import type { ShardTask } from './shard-task.ts';

const PROGRESS_EVERY = 20_000;
const CHUNK_LINES = 10_000;
const PRIVATE_FILE = 0o600;

/**
 * Gives each number a code, and writes the letters and the hashes. The hashes are sorted, so that the order of
 * a roll file shows nothing of the order of the letters (P6).
 */
export function writeShard(task: ShardTask, onProgress: (more: number) => void): RollShard {
  const hash = hashOf(task);
  const nextCode = codeDrawer(randomBytes);
  const letters = openFile(path.join(task.lettersFolder, lettersFileName(task.number)));
  const rollLines: string[] = [];
  try {
    letters.line(lettersHeader(task.regions.length > 0));
    let reported = 0;
    for (const [i, nasNumber] of task.nasNumbers.entries()) {
      const nas = nasOf(nasNumber);
      const code = nextCode();
      const region = task.regions[i % task.regions.length];
      letters.line(formatLetterLine(nas, code, region));
      rollLines.push(formatRollLine(hash(nas, code, task.scopeId), region));
      if ((i + 1) % PROGRESS_EVERY === 0) {
        onProgress(PROGRESS_EVERY);
        reported = i + 1;
      }
    }
    onProgress(task.nasNumbers.length - reported);
  } finally {
    letters.close();
  }
  rollLines.sort(); // by hash, with which each line begins
  const file = rollFileName(task.number);
  const roll = openFile(path.join(task.rollFolder, file));
  try {
    for (const line of rollLines) roll.line(line);
  } finally {
    roll.close();
  }
  return { file, credentials: rollLines.length, sha256: roll.sha256() };
}

function hashOf(task: ShardTask): CredentialHash {
  if (task.pepper === undefined) return createCredentialHash({ scheme: 'sha256', digest: nodeDigest });
  return createCredentialHash({ scheme: task.scheme, pepper: task.pepper, digest: nodeDigest });
}

interface LineFile {
  line(text: string): void;
  close(): void;
  /** Known after `close`. */
  sha256(): string;
}

/** Writes synchronously, which is the fastest way in a thread of its own. It fails if the file exists. */
function openFile(file: string): LineFile {
  const descriptor = openSync(file, 'wx', PRIVATE_FILE);
  const sum = createHash('sha256');
  let held: string[] = [];
  const flush = (): void => {
    const bytes = Buffer.from(held.join(''));
    held = [];
    sum.update(bytes);
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
  };
  return {
    line(text) {
      held.push(`${text}\n`);
      if (held.length === CHUNK_LINES) flush();
    },
    close() {
      try {
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
    sha256: () => sum.digest('hex'),
  };
}
