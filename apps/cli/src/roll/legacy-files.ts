import type { LegacyCredential } from '@scrutin/credentials';
import { createCredentialHash, JsonArraySplitter, parseLegacyCredential } from '@scrutin/credentials';
import { lawRollKey } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import { textPieces } from '../text-pieces.ts';
import type { RollSource } from './roll-source.ts';

const plainHash = createCredentialHash({ scheme: 'sha256', digest: nodeDigest });

/**
 * The credential files of the older system, which have no manifest: each entry's hash is computed again
 * from its NAS and code, and both are dropped. They are read twice, as Redis must know the number first.
 */
export async function openLegacyFiles(files: readonly string[]): Promise<RollSource> {
  let credentials = 0;
  let lawId: string | undefined;
  for (const file of files) {
    for await (const text of objectsOf(file)) {
      credentials += 1;
      lawId ??= readEntry(file, credentials, text).lawId;
    }
  }
  if (lawId === undefined) throw new ConfigurationError(`No credential is in ${files.join(', ')}.`);
  const law = lawId;
  let unusable = 0;

  async function* entries(): AsyncGenerator<RollEntry, void, undefined> {
    unusable = 0;
    for (const file of files) {
      let number = 0;
      for await (const text of objectsOf(file)) {
        const credential = readEntry(file, ++number, text);
        if (credential.lawId !== law) {
          throw new ConfigurationError(
            `${file}, entry ${number} is for law ${credential.lawId}, others for ${law}: load one law at a time.`,
          );
        }
        if (!credential.usable) unusable += 1;
        yield { hash: credential.hash };
      }
    }
  }
  return {
    rollKey: lawRollKey(law),
    scheme: 'sha256',
    credentials,
    pepperCheck: undefined,
    origin: { kind: 'older-system', credentials },
    entries,
    remarks: () => [
      'The scheme sha256 can be guessed from a stolen roll (P7): good for moving over, not for a new vote.',
      ...(unusable === 0
        ? []
        : [`${unusable} of them have a NAS or code that no voter can type: nobody can vote with those.`]),
    ],
  };
}

function readEntry(file: string, number: number, text: string): LegacyCredential {
  const parsed = parseLegacyCredential(text, plainHash);
  if (parsed.ok) return parsed.credential;
  // P6: which entry, never what is in it.
  throw new ConfigurationError(`${file}, entry ${number} is not usable: ${parsed.problem}.`);
}

async function* objectsOf(file: string): AsyncGenerator<string, void, undefined> {
  const splitter = new JsonArraySplitter();
  try {
    for await (const piece of textPieces(file)) yield* splitter.push(piece);
    splitter.end();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ConfigurationError(`${file} is no file of credentials: ${error.message}`, { cause: error });
  }
}
