import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { RollSpool } from './roll-spool.ts';

const PREFIX = 'scrutin-roll-';

/** Creates the folders of uploads and remembers them, so that no upload outlives its process for long. */
export class RollSpools {
  readonly #within: string;
  readonly #folders = new Set<string>();

  constructor(within: string) {
    this.#within = within;
  }

  async make(): Promise<RollSpool> {
    const folder = await mkdtemp(path.join(this.#within, PREFIX));
    this.#folders.add(folder);
    return new RollSpool(folder, () => this.#folders.delete(folder));
  }

  /** Removes all folders when the process stops. Uploads that are interrupted then have no time to remove their own. */
  async removeAll(): Promise<void> {
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
    this.#folders.clear();
  }

  /** Removes the folders that killed processes left: those to which nothing was written since `beforeMs`. */
  async sweep(beforeMs: number): Promise<void> {
    for (const name of await readdir(this.#within)) {
      if (!name.startsWith(PREFIX)) continue;
      const folder = path.join(this.#within, name);
      if ((await lastWriteMs(folder)) < beforeMs) await rm(folder, { recursive: true, force: true });
    }
  }
}

/**
 * The time of the last write to a folder. Infinity for a folder that belongs to another account, or that was removed in
 * the meantime, so that it is left alone.
 */
async function lastWriteMs(folder: string): Promise<number> {
  try {
    const times = [await stat(folder)];
    for (const name of await readdir(folder)) times.push(await stat(path.join(folder, name)));
    return Math.max(...times.map(({ mtimeMs }) => mtimeMs));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
