import type { RollManifest } from '@scrutin/credentials';
import { parseRollManifest, ROLL_MANIFEST_FILE, rollLineFault } from '@scrutin/credentials';

/** Files that are ready to be sent as one stream. */
export interface RollFiles {
  readonly kind: 'ready';
  /** Undefined if the lines come without a manifest. */
  readonly manifest: RollManifest | undefined;
  /** The manifest, and the files with the lines in its order. */
  readonly lines: Blob;
  /** The names of the files, in the order in which they are sent. */
  readonly names: readonly string[];
}

/** Why files are not sent. */
export type WrongFiles =
  | { readonly kind: 'none' }
  /** They have the numbers and codes of voters. They must never leave the office. */
  | { readonly kind: 'letters'; readonly file: string }
  /** They say which letter has which credential. They must never leave the office either. */
  | { readonly kind: 'references'; readonly file: string }
  | { readonly kind: 'manifest'; readonly problem: string }
  | { readonly kind: 'other-roll'; readonly roll: string }
  | { readonly kind: 'missing'; readonly files: readonly string[] };

/** What the browser needs of a file. */
type ChosenFile = Pick<File, 'name' | 'slice' | 'size'> & Blob;

/** How many bytes of a file are looked at, to recognise letters and references. */
const HEAD_BYTES = 2_000;

/**
 * Puts the chosen files in the order of their manifest. Nothing is sent from here, and files that look like letters or
 * references are refused before anything is. The office checks the files again when they arrive.
 *
 * @param rollKey `law:ID` or `election:ID`, for which the files must be
 */
export async function orderFiles(
  rollKey: string,
  files: readonly ChosenFile[],
): Promise<RollFiles | WrongFiles> {
  if (files.length === 0) return { kind: 'none' };
  for (const file of files) {
    const head = await file.slice(0, HEAD_BYTES).text();
    if (isLetters(head)) return { kind: 'letters', file: file.name };
    if (isReferences(head)) return { kind: 'references', file: file.name };
  }
  const manifestFile = files.find(({ name }) => name === ROLL_MANIFEST_FILE);
  if (manifestFile === undefined) {
    const sorted = files.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    return {
      kind: 'ready',
      manifest: undefined,
      lines: new Blob(sorted),
      names: sorted.map(({ name }) => name),
    };
  }
  const text = await manifestFile.text();
  const parsed = parseRollManifest(text);
  if (!parsed.ok) return { kind: 'manifest', problem: parsed.problem };
  const { manifest } = parsed;
  if (manifest.roll !== rollKey) return { kind: 'other-roll', roll: manifest.roll };
  const byName = new Map(files.map((file) => [file.name, file]));
  const missing = manifest.shards.map(({ file }) => file).filter((name) => !byName.has(name));
  if (missing.length > 0) return { kind: 'missing', files: missing };
  const shards = manifest.shards.flatMap(({ file }) => byName.get(file) ?? []);
  // The office finds the end of the manifest by the end of its last line.
  const end = text.endsWith('\n') ? [] : ['\n'];
  return {
    kind: 'ready',
    manifest,
    lines: new Blob([manifestFile, ...end, ...shards]),
    names: [ROLL_MANIFEST_FILE, ...shards.map(({ name }) => name)],
  };
}

/** Whether one of the first lines has a NAS and a code, or names their columns, or the file describes letters. */
function isLetters(head: string): boolean {
  if (head.includes('"scrutin-letters/')) return true;
  return head
    .split(/\r\n|\n|\r/)
    .slice(0, 5)
    .some((line, i) => rollLineFault(line.replace(/^\ufeff/, ''), i + 1).problem === 'letters');
}

function isReferences(head: string): boolean {
  return head.includes('"scrutin-references/') || /^\ufeff?reference,credential/.test(head);
}
