import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { CredentialHash, RollShard } from '@scrutin/credentials';
import {
  codeDrawer,
  createCredentialHash,
  formatLetterLine,
  formatReferenceLine,
  formatRollLine,
  lettersFileName,
  lettersHeader,
  nasOf,
  numberedReference,
  referencesFileName,
  referencesHeader,
  rollFileName,
} from '@scrutin/credentials';
import { nodeDigest } from '@scrutin/service-runtime';
import { createLineFile } from './line-file.ts';
import type { ShardTask } from './shard-task.ts';

const PROGRESS_EVERY = 20_000;

/** The files of one shard, as the manifests list them. */
export interface WrittenShard {
  readonly letters: RollShard;
  readonly roll: RollShard;
  readonly references: RollShard;
}

/**
 * Gives each number a code and a reference, and writes the letters, the references and the hashes. The hashes are
 * sorted, so that the order of a roll file shows nothing of the order of the letters (P6).
 */
export function writeShard(task: ShardTask, onProgress: (more: number) => void): WrittenShard {
  const hash = hashOf(task);
  const nextCode = codeDrawer(randomBytes, task.codeLength);
  const withRegion = task.regions.length > 0;
  const lettersFile = lettersFileName(task.number);
  const letters = createLineFile(path.join(task.lettersFolder, lettersFile));
  const referencesFile = referencesFileName(task.number);
  const references = createLineFile(path.join(task.referencesFolder, referencesFile));
  const rollLines: string[] = [];
  try {
    letters.line(lettersHeader(withRegion));
    references.line(referencesHeader(withRegion));
    let reported = 0;
    for (const [i, nasNumber] of task.nasNumbers.entries()) {
      const nas = nasOf(nasNumber);
      const code = nextCode();
      const region = task.regions[i % task.regions.length];
      const reference = numberedReference(task.firstLetter + i);
      const hashed = hash(nas, code, task.scopeId);
      letters.line(formatLetterLine({ nas, code, region, reference }));
      references.line(formatReferenceLine({ reference, hash: hashed, region }));
      rollLines.push(formatRollLine(hashed, region));
      if ((i + 1) % PROGRESS_EVERY === 0) {
        onProgress(PROGRESS_EVERY);
        reported = i + 1;
      }
    }
    onProgress(task.nasNumbers.length - reported);
  } finally {
    letters.close();
    references.close();
  }
  rollLines.sort(); // by hash, with which each line begins
  const file = rollFileName(task.number);
  const roll = createLineFile(path.join(task.rollFolder, file));
  try {
    for (const line of rollLines) roll.line(line);
  } finally {
    roll.close();
  }
  const credentials = rollLines.length;
  return {
    letters: { file: lettersFile, credentials, sha256: letters.sha256() },
    roll: { file, credentials, sha256: roll.sha256() },
    references: { file: referencesFile, credentials, sha256: references.sha256() },
  };
}

function hashOf(task: ShardTask): CredentialHash {
  if (task.pepper === undefined) return createCredentialHash({ scheme: 'sha256', digest: nodeDigest });
  return createCredentialHash({ scheme: task.scheme, pepper: task.pepper, digest: nodeDigest });
}
