import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { RollSpool } from './roll-spool.ts';

const PREFIX = 'scrutin-roll-';

/** The uploads that are kept for now, so that none outlives the process for long. */
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

  /** At the end: uploads that were cut have no time to remove their own. */
  async removeAll(): Promise<void> {
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
    this.#folders.clear();
  }

  /** Removes what a process that was killed has left: whatever nobody wrote to since `beforeMs`. */
  async sweep(beforeMs: number): Promise<void> {
    for (const name of await readdir(this.#within)) {
      if (!name.startsWith(PREFIX)) continue;
      const folder = path.join(this.#within, name);
      if ((await lastWriteMs(folder)) < beforeMs) await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Of one that another account made, or that is gone meanwhile: never, so that it is left alone. */
async function lastWriteMs(folder: string): Promise<number> {
  try {
    const times = [await stat(folder)];
    for (const name of await readdir(folder)) times.push(await stat(path.join(folder, name)));
    return Math.max(...times.map(({ mtimeMs }) => mtimeMs));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
