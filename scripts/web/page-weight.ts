/** How much JavaScript a browser loads for a page of a built site. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/** The JavaScript that the first visit of a page loads, compressed with gzip, in bytes. */
export interface PageWeight {
  readonly page: string;
  readonly bytes: number;
}

/** All chunks that are loaded with these ones. */
function loadedWith(manifest: Manifest, names: readonly string[], loaded = new Set<string>()): Set<string> {
  for (const name of names) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    loadedWith(manifest, manifest[name]?.imports ?? [], loaded);
  }
  return loaded;
}

/**
 * The weight of every page, the heaviest first: its own chunk, the entry, and everything that both import.
 *
 * @param sizeOf the compressed size of a file of the manifest, in bytes
 */
export function weightsOf(manifest: Manifest, sizeOf: (file: string) => number): PageWeight[] {
  const entries = Object.keys(manifest).filter(
    (name) => manifest[name]?.isEntry === true && manifest[name].file.endsWith('.js'),
  );
  const pages = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry === true);
  return (pages.length === 0 ? entries : pages)
    .map((page) => {
      const files = new Set(
        [...loadedWith(manifest, [...entries, page])].map((name) => manifest[name]?.file ?? ''),
      );
      const scripts = [...files].filter((file) => file.endsWith('.js'));
      return { page, bytes: scripts.reduce((sum, file) => sum + sizeOf(file), 0) };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

/** The weights of the pages of a site whose files are compressed. */
export function weightsIn(folder: string): PageWeight[] {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return weightsOf(manifest, (file) => statSync(path.join(folder, `${file}.gz`)).size);
}
