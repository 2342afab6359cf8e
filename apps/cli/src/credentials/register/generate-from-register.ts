import path from 'node:path';
import type {
  CodeLength,
  CredentialScheme,
  RegisterFault,
  RegisterRules,
  RollManifest,
} from '@scrutin/credentials';
import { rollScopeIdOf } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { LocalizedRefusal } from '../../language.ts';
import type { SetFolder } from '../set-folder.ts';
import { createSetFolder } from '../set-folder.ts';
import type { SetFiles } from '../set-manifests.ts';
import { setManifests } from '../set-manifests.ts';
import type { RightRegister } from './check-register.ts';
import { checkRegister, eachVoter } from './check-register.ts';
import type { RegisterFile, RegisterSource } from './register-file.ts';
import { openRegister } from './register-file.ts';
import { createRegisterSetWriter } from './write-register-set.ts';

export interface RegisterRequest {
  readonly source: RegisterSource;
  readonly rules: RegisterRules;
  readonly rollKey: RollKey;
  readonly scheme: CredentialScheme;
  /** Absent for `sha256`. */
  readonly pepper?: Uint8Array;
  readonly codeLength: CodeLength;
  /**
   * The references of the voters who get a letter, for letters that replace others. Undefined if everybody on the
   * register gets one. The whole register is checked all the same.
   */
  readonly only: ReadonlySet<string> | undefined;
  readonly output: string;
  readonly shardSize: number;
  readonly replace: boolean;
  /** How many wrong lines are named. */
  readonly mostFaults: number;
  readonly createdAt: Date;
}

export type GeneratedFromRegister =
  | { readonly ok: true; readonly roll: RollManifest }
  | { readonly ok: false; readonly faults: readonly RegisterFault[]; readonly total: number };

/**
 * Writes a credential set with one code for each voter of a register. The register is read twice: nothing is written
 * unless the first reading found every line right. Memory does not grow with the number of lines. A failure leaves no
 * part of a set.
 *
 * @param onBytes is told how many more bytes of the register were read
 * @throws LocalizedRefusal if the register cannot be read, lacks a column or has changed between the readings, or if a
 *   reference of `only` is not in it; ConfigurationError if the output is in use; the reason of the signal; errors of the disk
 */
export async function generateFromRegister(
  request: RegisterRequest,
  signal: AbortSignal,
  onBytes: (more: number) => void,
): Promise<GeneratedFromRegister> {
  const register = await openRegister(request.source);
  if (request.only !== undefined && register.places.reference === undefined) {
    throw new LocalizedRefusal({
      fr: 'La liste n’a pas de colonne de références : nommez-la avec --reference-column.',
      en: 'The register has no column of references: name it with --reference-column.',
    });
  }
  const folder = await createSetFolder(request.output, request.replace);
  try {
    const reading = { rules: request.rules, signal, onBytes };
    const checked = await checkRegister(register, {
      ...reading,
      mostFaults: request.mostFaults,
      folder: folder.workFolder,
    });
    if (!checked.ok) {
      await folder.abandon();
      return checked;
    }
    if (checked.voters === 0) throw noVoter();
    const { voters, files } = await writeVoters(register, request, folder, checked, reading);
    const { rollKey, scheme, pepper, createdAt } = request;
    const manifests = setManifests(
      { rollKey, scheme, pepper, credentials: voters, createdAt, voters: 'register' },
      files,
    );
    await folder.complete(manifests);
    return { ok: true, roll: manifests.roll };
  } catch (error) {
    await folder.abandon();
    throw error;
  }
}

function noVoter(): LocalizedRefusal {
  return new LocalizedRefusal({
    fr: 'La liste n’a aucune personne, seulement sa première ligne.',
    en: 'The register has no voter, only its first line.',
  });
}

async function writeVoters(
  register: RegisterFile,
  request: RegisterRequest,
  folder: SetFolder,
  checked: RightRegister,
  reading: Parameters<typeof eachVoter>[1],
): Promise<{ voters: number; files: SetFiles }> {
  const { only } = request;
  const missing = new Set(only);
  const writer = createRegisterSetWriter(folder, {
    scheme: request.scheme,
    pepper: request.pepper,
    scopeId: rollScopeIdOf(request.rollKey),
    codeLength: request.codeLength,
    withRegion: request.source.withRegion,
    addressLines: checked.addressLines,
    voters: Math.min(only?.size ?? checked.voters, checked.voters),
    shardSize: request.shardSize,
  });
  let voters = 0;
  try {
    const sha256 = await eachVoter(register, reading, {
      onVoter(voter) {
        const { reference = '' } = voter;
        if (only?.has(reference) === false) return;
        missing.delete(reference);
        voters += 1;
        writer.add(voter);
      },
      onFault() {
        throw changed(request);
      },
    });
    if (sha256 !== checked.sha256) throw changed(request);
    if (missing.size > 0) {
      const some = [...missing].slice(0, 10).join(', ');
      throw new LocalizedRefusal({
        fr: `La liste n’a aucune ligne avec la référence ${some}. Rien n’a été écrit.`,
        en: `The register has no line with the reference ${some}. Nothing was written.`,
      });
    }
    return { voters, files: await writer.finish() };
  } catch (error) {
    writer.close();
    throw error;
  }
}

function changed({ source }: RegisterRequest): LocalizedRefusal {
  const file = path.basename(source.file);
  return new LocalizedRefusal({
    fr: `${file} a changé pendant la lecture. Rien n’a été écrit : lancez la commande de nouveau.`,
    en: `${file} changed while it was read. Nothing was written: run the command again.`,
  });
}
