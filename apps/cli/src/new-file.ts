import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { LocalizedRefusal } from './language.ts';

/** Writes a new file. @throws LocalizedRefusal if it is there already or cannot be written */
export async function writeNewFile(
  file: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  try {
    const handle = await open(file, 'wx');
    const stream = handle.createWriteStream();
    for await (const piece of pieces) stream.write(piece);
    stream.end();
    await finished(stream);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new LocalizedRefusal({
        fr: `${file} existe déjà : donnez un autre --output.`,
        en: `${file} is there already: give another --output.`,
      });
    }
    if (code !== undefined) {
      throw new LocalizedRefusal(
        { fr: `${file} ne peut pas être écrit.`, en: `${file} cannot be written.` },
        { cause: error },
      );
    }
    throw error;
  }
}
