import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CodeLength, CredentialScheme, RegisteredVoter, RollShard } from '@scrutin/credentials';
import {
  codeDrawer,
  createCredentialHash,
  formatLetterLine,
  formatReferenceLine,
  formatRollLine,
  lettersFileName,
  lettersHeader,
  numberedReference,
  referencesFileName,
  referencesHeader,
  rollFileName,
} from '@scrutin/credentials';
import { nodeDigest } from '@scrutin/service-runtime';
import { createLineFile } from '../line-file.ts';
import type { SetFolder } from '../set-folder.ts';
import type { SetFiles } from '../set-manifests.ts';
import { NumberedFiles } from './numbered-files.ts';

export interface RegisterSetOptions {
  readonly scheme: CredentialScheme;
  /** Absent for `sha256`. */
  readonly pepper?: Uint8Array | undefined;
  readonly scopeId: string;
  readonly codeLength: CodeLength;
  readonly withRegion: boolean;
  readonly addressLines: number;
  /** The number of voters, which determines how many files of the roll there are. */
  readonly voters: number;
  readonly shardSize: number;
}

/** Writes the three folders of a set, one voter at a time. */
export interface RegisterSetWriter {
  /** Draws a code for the voter, and writes the letter, the reference and the hash. */
  add(voter: RegisteredVoter): void;
  /** Must be called after the last voter. */
  finish(): Promise<SetFiles>;
  /** Closes the files after a failure. */
  close(): void;
}

/**
 * Letters and references stand in the order of the register, in which they are printed and posted. The roll is sorted
 * by hash over all of its files, so that no line of it says where in the register a voter stands (P6). For this, the
 * hashes are first distributed over unsorted files by their first characters, and each of these is then sorted by itself.
 */
export function createRegisterSetWriter(folder: SetFolder, options: RegisterSetOptions): RegisterSetWriter {
  const { scheme, pepper, scopeId, withRegion, addressLines, shardSize } = options;
  const hash =
    pepper === undefined
      ? createCredentialHash({ scheme: 'sha256', digest: nodeDigest })
      : createCredentialHash({ scheme, pepper, digest: nodeDigest });
  const nextCode = codeDrawer(randomBytes, options.codeLength);
  const letters = new NumberedFiles({
    folder: folder.lettersFolder,
    nameOf: lettersFileName,
    header: lettersHeader(withRegion, addressLines),
    mostLines: shardSize,
  });
  const references = new NumberedFiles({
    folder: folder.referencesFolder,
    nameOf: referencesFileName,
    header: referencesHeader(withRegion),
    mostLines: shardSize,
  });
  const unsorted = Array.from({ length: Math.max(1, Math.ceil(options.voters / shardSize)) }, (_, i) => {
    const file = path.join(folder.workFolder, `unsorted-${i}`);
    return { file, lines: createLineFile(file) };
  });
  let added = 0;
  return {
    add(voter) {
      added += 1;
      const { identifier, region } = voter;
      const reference = voter.reference ?? numberedReference(added);
      const code = nextCode();
      const hashed = hash(identifier, code, scopeId);
      const letter = { nas: identifier, code, region, reference, address: voter.address };
      letters.line(formatLetterLine(letter, addressLines));
      references.line(formatReferenceLine({ reference, hash: hashed, region }));
      const line = formatRollLine(hashed, region);
      unsorted[Math.floor(placeInOrder(line) * unsorted.length)]?.lines.line(line);
    },
    async finish() {
      const roll: RollShard[] = [];
      for (const [i, { file, lines }] of unsorted.entries()) {
        lines.close();
        roll.push(await sorted(file, folder.rollFolder, rollFileName(i + 1)));
      }
      return { letters: letters.finish(), references: references.finish(), roll };
    },
    close() {
      letters.close();
      references.close();
      for (const { lines } of unsorted) lines.close();
    },
  };
}

/** The characters of base64url, as texts are sorted by them. */
const IN_ORDER = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** Where the line of a hash stands among all possible ones in sorted order, from 0 to below 1. */
function placeInOrder(line: string): number {
  return (IN_ORDER.indexOf(line.charAt(0)) * 64 + IN_ORDER.indexOf(line.charAt(1))) / 4_096;
}

async function sorted(file: string, folder: string, name: string): Promise<RollShard> {
  const lines = (await readFile(file, 'latin1')).split('\n').slice(0, -1).sort();
  const target = createLineFile(path.join(folder, name));
  try {
    for (const line of lines) target.line(line);
  } finally {
    target.close();
  }
  await rm(file);
  return { file: name, credentials: lines.length, sha256: target.sha256() };
}
