import path from 'node:path';
import type { RegisteredVoter, RegisterFault, RegisterRules } from '@scrutin/credentials';
import { checkRegisterLine } from '@scrutin/credentials';
import { DuplicateFinder } from './duplicate-finder.ts';
import { FirstFaults } from './first-faults.ts';
import type { RegisterFile } from './register-file.ts';

export interface CheckOptions {
  readonly rules: RegisterRules;
  /** How many faults are named. */
  readonly mostFaults: number;
  /** A folder in which temporary files may be written. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onBytes: (more: number) => void;
}

/** A register in which every line is right. */
export interface RightRegister {
  readonly voters: number;
  /** The number of lines of the longest address. */
  readonly addressLines: number;
  readonly sha256: string;
}

/** What the first reading of a register found. */
export type CheckedRegister =
  | ({ readonly ok: true } & RightRegister)
  | { readonly ok: false; readonly faults: readonly RegisterFault[]; readonly total: number };

/**
 * Reads a register for the first time: checks every line, and finds identifiers and references that stand in two
 * lines. It needs the same memory for any number of lines.
 */
export async function checkRegister(register: RegisterFile, options: CheckOptions): Promise<CheckedRegister> {
  const faults = new FirstFaults(options.mostFaults);
  const identifiers = new DuplicateFinder(path.join(options.folder, 'identifiers'));
  const references = new DuplicateFinder(path.join(options.folder, 'references-seen'));
  let voters = 0;
  let addressLines = 0;
  const sha256 = await eachVoter(register, options, {
    onVoter(voter, line) {
      voters += 1;
      addressLines = Math.max(addressLines, voter.address.length);
      identifiers.add(voter.identifier, line);
      // Somebody who types a reference may write it in capitals.
      if (voter.reference !== undefined) references.add(voter.reference.toLowerCase(), line);
    },
    onFault(fault) {
      faults.add(fault);
    },
  });
  await identifiers.finish((line, firstLine) => {
    faults.add({ line, problem: 'identifier-twice', firstLine });
  });
  await references.finish((line, firstLine) => {
    faults.add({ line, problem: 'reference-twice', firstLine });
  });
  if (faults.total > 0) return { ok: false, faults: faults.inOrder(), total: faults.total };
  return { ok: true, voters, addressLines, sha256 };
}

export interface VoterHandlers {
  readonly onVoter: (voter: RegisteredVoter, line: number) => void;
  readonly onFault: (fault: RegisterFault) => void;
}

/** Reads and checks every line of a register. Returns the SHA-256 of the file. */
export async function eachVoter(
  register: RegisterFile,
  options: Pick<CheckOptions, 'rules' | 'signal' | 'onBytes'>,
  { onVoter, onFault }: VoterHandlers,
): Promise<string> {
  return register.read((row) => {
    options.signal.throwIfAborted();
    if (!('fields' in row)) {
      onFault(row);
      return;
    }
    const checked = checkRegisterLine(row.fields, options.rules);
    if (checked.ok) onVoter(checked.voter, row.line);
    else for (const problem of checked.problems) onFault({ line: row.line, problem });
  }, options.onBytes);
}
