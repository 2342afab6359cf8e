import { readFile } from 'node:fs/promises';
import type { ReferenceLine } from '@scrutin/credentials';
import { formatReferenceLine, parseReferenceLine } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import { openReferences } from '../credentials/references-folder.ts';

/** The options by which letters are named. */
export interface LetterOptions {
  readonly credential?: readonly string[];
  readonly reference?: readonly string[];
  readonly file?: string;
  /** The folder of references of the set to which the letters belong. */
  readonly references?: string;
}

/** A letter that was named. */
export interface NamedLetter {
  readonly hash: Uint8Array;
  /** Undefined if the letter was named by its credential. */
  readonly reference: string | undefined;
}

/**
 * Finds the credentials of letters that are named by their references or by their credentials. References are looked up
 * in the office's own files and are sent nowhere.
 *
 * @returns the letters in the order in which they are named; undefined if none is named
 * @throws ConfigurationError if a name is wrong, is given twice, or is not in the references
 */
export async function namedLetters(
  rollKey: RollKey,
  options: LetterOptions,
): Promise<NamedLetter[] | undefined> {
  const listed = options.file === undefined ? [] : await readNames(options.file);
  const names: Name[] = [
    ...(options.credential ?? []).map((text): Name => ({ kind: 'credential', text })),
    ...(options.reference ?? []).map((text): Name => ({ kind: 'reference', text })),
    ...listed,
  ];
  if (names.length === 0) return options.file === undefined ? undefined : [];
  const wanted = new Set(names.filter(({ kind }) => kind === 'reference').map(({ text }) => text));
  const found =
    wanted.size === 0 ? new Map<string, Uint8Array>() : await lookUp(rollKey, wanted, options.references);
  const letters = names.map(({ kind, text }): NamedLetter => {
    const hash = kind === 'credential' ? credentialHash(text) : found.get(text);
    if (hash !== undefined) return { hash, reference: kind === 'reference' ? text : undefined };
    throw new ConfigurationError(
      kind === 'credential'
        ? `${JSON.stringify(text)} is no credential: 43 characters of base64url, as in the roll.`
        : `No letter of ${options.references ?? ''} has the reference ${JSON.stringify(text)}.`,
    );
  });
  const seen = new Map<string, number>();
  letters.forEach(({ hash }, i) => {
    const key = Buffer.from(hash).toString('base64url');
    if (seen.has(key)) throw new ConfigurationError(`${names[i]?.text ?? ''} is named twice.`);
    seen.set(key, i);
  });
  return letters;
}

interface Name {
  readonly kind: 'credential' | 'reference';
  readonly text: string;
}

/** The references of a set, which must be of this roll. @throws ConfigurationError if they are of another one */
export async function openReferencesOf(rollKey: RollKey, folder: string) {
  const opened = await openReferences(folder);
  if (opened.manifest.roll === rollKey) return opened;
  throw new ConfigurationError(`${folder} belongs to ${opened.manifest.roll}, and not to ${rollKey}.`);
}

async function lookUp(
  rollKey: RollKey,
  wanted: ReadonlySet<string>,
  folder: string | undefined,
): Promise<Map<string, Uint8Array>> {
  if (folder === undefined) {
    throw new ConfigurationError(
      'Letters are named by their references: give the folder of the set to which they belong with --references.',
    );
  }
  const found = new Map<string, Uint8Array>();
  const opened = await openReferencesOf(rollKey, folder);
  for await (const { reference, hash } of opened.entries())
    if (wanted.has(reference)) found.set(reference, hash);
  return found;
}

/** A hash as {@link formatReferenceLine} writes it. */
function credentialHash(text: string): Uint8Array | undefined {
  return parseReferenceLine(`x,${text}`)?.hash;
}

/**
 * Reads a file of names: a line `reference` or `credential` and then one name on each line, or a part of a file of
 * references with its first line.
 */
async function readNames(file: string): Promise<Name[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read.`, { cause: error });
  }
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  while (lines.at(-1) === '') lines.pop();
  const [header = '', ...names] = lines;
  if (header === 'reference' || header === 'credential') {
    return names.map((name) => ({ kind: header, text: name.trim() }));
  }
  if (header !== 'reference,credential' && header !== 'reference,credential,region') {
    throw new ConfigurationError(
      `${file} must begin with the line \`reference\` or \`credential\`, or with the first line of a file of references.`,
    );
  }
  return names.map((line, i): Name => {
    const entry = parseReferenceLine(line);
    if (entry === undefined)
      throw new ConfigurationError(`${file}, line ${i + 2}: not a line of references.`);
    return { kind: 'credential', text: formatReferenceLine({ reference: 'x', hash: entry.hash }).slice(2) };
  });
}

/** A letter and the new letter that replaces it. */
export interface LetterPair {
  readonly credentialHash: Uint8Array;
  readonly replacedBy: Uint8Array;
  readonly region: string | undefined;
  /** The reference of the lost letter, if the letter was named by it. */
  readonly reference: string | undefined;
}

/**
 * The text of a refusal, with the references of the letters instead of their credentials, which nobody in the office
 * knows. A letter that was named by its credential stays as it is.
 */
export function withReferences(
  text: string,
  letters: readonly { readonly hash: Uint8Array; readonly reference: string | undefined }[],
): string {
  const references = new Map(
    letters.map(({ hash, reference }) => [Buffer.from(hash).toString('base64url'), reference]),
  );
  return text.replaceAll(/[A-Za-z0-9_-]{43}/g, (credential) => references.get(credential) ?? credential);
}

/**
 * Pairs lost letters with the letters of a new set. A new letter with the same reference takes the place of a lost one;
 * all others are paired in their order. Without a list of lost letters, those are replaced whose references the new set
 * has.
 *
 * @param old the references of the set of the lost letters, if they are needed to find them
 * @throws ConfigurationError if the numbers differ, or if no reference is the same
 */
export async function pairLetters(
  lost: readonly NamedLetter[] | undefined,
  newLetters: AsyncIterable<ReferenceLine>,
  old: AsyncIterable<ReferenceLine> | undefined,
): Promise<LetterPair[]> {
  const fresh: ReferenceLine[] = [];
  for await (const letter of newLetters) fresh.push(letter);
  const letters = lost ?? (await lettersOf(new Set(fresh.map(({ reference }) => reference)), old));
  const byReference = new Map(fresh.map((letter) => [letter.reference, letter]));
  const taken = new Set<ReferenceLine>();
  const same = letters.map(({ reference }) => {
    const letter = reference === undefined ? undefined : byReference.get(reference);
    if (letter !== undefined) taken.add(letter);
    return letter;
  });
  const others = fresh.filter((letter) => !taken.has(letter));
  const unpaired = same.filter((letter) => letter === undefined).length;
  if (unpaired !== others.length) {
    throw new ConfigurationError(
      `${letters.length} letters are to be replaced, and the new set has ${fresh.length}: there must be equally many.`,
    );
  }
  let next = 0;
  return letters.map(({ hash, reference }, i) => {
    const letter = same[i] ?? others[next++];
    if (letter === undefined) throw new ConfigurationError('The new set has too few letters.');
    return { credentialHash: hash, replacedBy: letter.hash, region: letter.region, reference };
  });
}

async function lettersOf(
  references: ReadonlySet<string>,
  old: AsyncIterable<ReferenceLine> | undefined,
): Promise<NamedLetter[]> {
  const letters: NamedLetter[] = [];
  if (old !== undefined) {
    for await (const { reference, hash } of old)
      if (references.has(reference)) letters.push({ reference, hash });
  }
  if (letters.length > 0) return letters;
  throw new ConfigurationError(
    'Name the letters that are replaced (--reference, --credential or --file), or give with --references the set in which they have the references of the new letters.',
  );
}
