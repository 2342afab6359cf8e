import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { RollManifest } from '@scrutin/credentials';
import type { LocalizedText } from '@scrutin/election';

/**
 * Compares the lines of an upload with the files that its manifest describes. The lines are those of all files, one file
 * after the other in the order of the manifest.
 */
export class ManifestCheck {
  readonly #manifest: RollManifest;
  #file = 0;
  #linesOfFile = 0;
  #lines = 0;
  #sum: Hash = createHash('sha256');
  /** The first file whose lines are not those that were uploaded. */
  #wrong: string | undefined;

  constructor(manifest: RollManifest) {
    this.#manifest = manifest;
  }

  /** Takes the next line, without its end. */
  line(text: string): void {
    this.#lines += 1;
    if (this.#wrong !== undefined) return;
    this.#sum.update(`${text}\n`, 'latin1');
    this.#linesOfFile += 1;
    const { shards } = this.#manifest;
    while (shards[this.#file] !== undefined && this.#linesOfFile >= (shards[this.#file]?.credentials ?? 0)) {
      if (this.#sum.digest('hex') !== shards[this.#file]?.sha256) this.#wrong = shards[this.#file]?.file;
      this.#sum = createHash('sha256');
      this.#linesOfFile = 0;
      this.#file += 1;
      if (this.#wrong !== undefined || shards[this.#file]?.credentials !== 0) return;
    }
  }

  /** What is wrong with the upload as a whole; undefined if it has exactly the lines of the manifest. */
  problem(): LocalizedText | undefined {
    const { credentials, shards } = this.#manifest;
    if (this.#lines === credentials && this.#wrong === undefined) return undefined;
    const file = this.#wrong ?? shards[this.#file]?.file ?? shards.at(-1)?.file ?? '';
    return {
      fr: `L’envoi n’est pas la liste que décrit son manifeste : ${this.#lines} lignes au lieu de ${credentials}, et ce qui devrait être ${file} diffère ou manque. Envoyez le manifeste, puis tous les fichiers dans son ordre. Rien n’a été chargé.`,
      en: `The upload is not the roll that its manifest describes: ${this.#lines} lines instead of ${credentials}, and what should be ${file} differs or is missing. Send the manifest and then all files in its order. Nothing was loaded.`,
    };
  }
}
