import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LettersManifest, ReferencesManifest, RollManifest } from '@scrutin/credentials';
import {
  formatRollManifest,
  LETTERS_MANIFEST_FILE,
  REFERENCES_MANIFEST_FILE,
  ROLL_MANIFEST_FILE,
} from '@scrutin/credentials';
import { LocalizedRefusal } from '../language.ts';

const LETTERS = 'letters';
const REFERENCES = 'references';
const ROLL = 'roll';
const FOLDERS: readonly string[] = [LETTERS, REFERENCES, ROLL];
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** What describes the three folders of a set. */
export interface SetManifests {
  readonly letters: LettersManifest;
  readonly references: ReferencesManifest;
  readonly roll: RollManifest;
}

/**
 * A credential set while it is written. Its folder is called `OUTPUT.partial` at first and gets its own name
 * only when it is complete, so that after a failure no incomplete set looks like a complete one.
 */
export interface SetFolder {
  readonly lettersFolder: string;
  readonly referencesFolder: string;
  readonly rollFolder: string;
  /** For temporary files. It is removed before the set gets its name. */
  readonly workFolder: string;
  /** Writes the manifests, and gives the set its name. */
  complete(manifests: SetManifests): Promise<void>;
  /** Removes what was written. */
  abandon(): Promise<void>;
}

/**
 * @param replace true if an existing set may be replaced; nothing else is ever replaced
 * @throws LocalizedRefusal if the output is in use
 */
export async function createSetFolder(output: string, replace: boolean): Promise<SetFolder> {
  const target = path.resolve(output);
  const existing = await contentOf(target);
  if (existing !== undefined && existing.length > 0) {
    if (!existing.every((name) => FOLDERS.includes(name))) {
      throw new LocalizedRefusal({
        fr: `${output} contient autre chose qu’un jeu de codes : choisissez un autre dossier avec --output.`,
        en: `${output} holds other things than a credential set: choose another --output.`,
      });
    }
    if (!replace) {
      throw new LocalizedRefusal({
        fr: `${output} contient déjà un jeu de codes, qui a peut-être été posté aux électeurs : choisissez un autre dossier avec --output, ou remplacez-le avec --force.`,
        en: `${output} already holds a credential set, which may have been posted to voters: choose another --output, or --force to replace it.`,
      });
    }
  }
  const partial = `${target}.partial`;
  const lettersFolder = path.join(partial, LETTERS);
  const referencesFolder = path.join(partial, REFERENCES);
  const rollFolder = path.join(partial, ROLL);
  await mkdir(path.dirname(target), { recursive: true });
  await claimPartial(partial);
  const workFolder = path.join(partial, 'work');
  for (const name of FOLDERS) await mkdir(path.join(partial, name), { mode: PRIVATE_FOLDER });
  await mkdir(workFolder, { mode: PRIVATE_FOLDER });
  return {
    lettersFolder,
    referencesFolder,
    rollFolder,
    workFolder,
    async complete({ letters, references, roll }) {
      await rm(workFolder, { recursive: true });
      for (const [file, manifest] of [
        [path.join(lettersFolder, LETTERS_MANIFEST_FILE), letters],
        [path.join(referencesFolder, REFERENCES_MANIFEST_FILE), references],
        [path.join(rollFolder, ROLL_MANIFEST_FILE), roll],
      ] as const) {
        await writeFile(file, formatRollManifest(manifest), { mode: PRIVATE_FILE, flag: 'wx' });
      }
      if (existing !== undefined) await rm(target, { recursive: true });
      await rename(partial, target);
    },
    abandon: () => rm(partial, { recursive: true, force: true }),
  };
}

/** Refuses a second command with the same output. A killed command leaves its folder, which a person must remove. */
async function claimPartial(partial: string): Promise<void> {
  try {
    await mkdir(partial, { mode: PRIVATE_FOLDER });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new LocalizedRefusal(
      {
        fr: `${partial} existe : une autre commande l’écrit, ou une commande a été tuée. Dans ce cas, supprimez-le.`,
        en: `${partial} is there: another command is writing it, or one was killed. In that case remove it.`,
      },
      { cause: error },
    );
  }
}

/** Undefined if there is nothing of that name. */
async function contentOf(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR')
      throw new LocalizedRefusal(
        {
          fr: `${folder} est un fichier : --output est un dossier.`,
          en: `${folder} is a file: --output is a folder.`,
        },
        { cause: error },
      );
    throw error;
  }
}
