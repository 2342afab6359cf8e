import type { ReferenceLine } from '@scrutin/credentials';
import { parseReferenceLine, parseReferencesManifest, REFERENCES_MANIFEST_FILE } from '@scrutin/credentials';

/** A letter, as the office's own references name it. */
export interface NamedLetter {
  readonly reference: string;
  /** The credential hash in base64url, as the roll has it. */
  readonly credential: string;
  /** Only in elections. */
  readonly region: string | undefined;
}

/** The letters of a set, or what is wrong with the files. */
export type References =
  | {
      readonly kind: 'read';
      readonly letters: ReadonlyMap<string, NamedLetter>;
      readonly pepperCheck: string | undefined;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'no-manifest' }
  | { readonly kind: 'manifest'; readonly problem: string }
  | { readonly kind: 'other-roll'; readonly roll: string }
  | { readonly kind: 'missing'; readonly files: readonly string[] }
  | { readonly kind: 'line'; readonly file: string; readonly line: number };

/**
 * Reads the folder `references` of a set of letters. The files stay in the browser: only the hashes of the letters that
 * an act names are sent.
 *
 * @param rollKey `law:ID` or `election:ID`, to which the set must belong
 */
export async function readReferences(rollKey: string, files: readonly File[]): Promise<References> {
  if (files.length === 0) return { kind: 'none' };
  const byName = new Map(files.map((file) => [file.name, file]));
  const manifestFile = byName.get(REFERENCES_MANIFEST_FILE);
  if (manifestFile === undefined) return { kind: 'no-manifest' };
  const parsed = parseReferencesManifest(await manifestFile.text());
  if (!parsed.ok) return { kind: 'manifest', problem: parsed.problem };
  const { roll, shards, pepper_check: pepperCheck } = parsed.manifest;
  if (roll !== rollKey) return { kind: 'other-roll', roll };
  const missing = shards.map(({ file }) => file).filter((name) => !byName.has(name));
  if (missing.length > 0) return { kind: 'missing', files: missing };
  const letters = new Map<string, NamedLetter>();
  for (const { file } of shards) {
    const wrong = addLetters((await byName.get(file)?.text()) ?? '', letters);
    if (wrong !== undefined) return { kind: 'line', file, line: wrong };
  }
  return { kind: 'read', letters, pepperCheck };
}

/** Adds the letters of one file. @returns the number of the first line that is wrong; undefined if none is */
function addLetters(text: string, letters: Map<string, NamedLetter>): number | undefined {
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (i === 0 || (line === '' && i === lines.length - 1)) continue;
    const read: ReferenceLine | undefined = parseReferenceLine(line);
    if (read === undefined) return i + 1;
    const [, credential = ''] = line.split(',');
    letters.set(read.reference, { reference: read.reference, credential, region: read.region });
  }
  return undefined;
}

/** The references that somebody typed or pasted, one on a line or apart by commas. */
export function typedReferences(text: string): string[] {
  const names = text.split(/[\n,;]/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** A text of the office with the references of letters in the place of their credentials, which nobody knows. */
export function withReferences(text: string, letters: Iterable<NamedLetter>): string {
  const references = new Map([...letters].map(({ credential, reference }) => [credential, reference]));
  return text.replaceAll(/[A-Za-z0-9_-]{43}/g, (credential) => references.get(credential) ?? credential);
}
