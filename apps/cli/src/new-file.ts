import { randomUUID } from 'node:crypto';
import { lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { LocalizedRefusal } from './language.ts';

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * Writes a new file, whole or not at all. Until it is whole and on the disk it is called `FILE.….partial`, and if that
 * does not come about, nothing is left of it. The name is only of this call: another one that writes the same file at the
 * same time has its own, and one of the two is refused.
 *
 * @throws LocalizedRefusal if it is there already or cannot be written
 * @throws whatever `pieces` throws
 */
export async function writeNewFile(file: string, pieces: Pieces): Promise<void> {
  if (await isThere(file)) throw thereAlready(file);
  const partial = `${file}.${randomUUID()}.partial`;
  const source = new Source(pieces);
  try {
    const handle = await open(partial, 'wx');
    try {
      await writeFile(handle, source);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // A rename would replace a file that somebody else has made meanwhile.
    await (await open(file, 'wx')).close();
    await rename(partial, file).catch(async (error: unknown) => {
      await rm(file, { force: true });
      throw error;
    });
  } catch (error) {
    await rm(partial, { force: true });
    if (error === source.fault) throw error;
    if (codeOf(error) === 'EEXIST') throw thereAlready(file);
    throw new LocalizedRefusal(
      { fr: `${file} ne peut pas être écrit.`, en: `${file} cannot be written.` },
      { cause: error },
    );
  }
}

/** Pieces that remember with what they failed, because that is no fault of the file. */
class Source implements AsyncIterable<string | Uint8Array> {
  readonly #pieces: Pieces;
  fault: unknown = Symbol('no fault');

  constructor(pieces: Pieces) {
    this.#pieces = pieces;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string | Uint8Array> {
    try {
      yield* this.#pieces;
    } catch (error) {
      this.fault = error;
      throw error;
    }
  }
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

function thereAlready(file: string): LocalizedRefusal {
  return new LocalizedRefusal({
    fr: `${file} existe déjà : donnez un autre --output.`,
    en: `${file} is there already: give another --output.`,
  });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
