import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RollSpools } from './roll-spools.ts';

it('removes the old files of killed processes, and its own at the end, and no others', async () => {
  const within = await mkdtemp(path.join(tmpdir(), 'scrutin-test-'));
  try {
    for (const name of ['scrutin-roll-old', 'scrutin-roll-new', 'other'])
      await mkdir(path.join(within, name));
    for (const name of ['scrutin-roll-old', 'other']) await utimes(path.join(within, name), 1_000, 1_000);
    const spools = new RollSpools(within);
    await spools.sweep(1_001_000);
    expect((await readdir(within)).sort()).toEqual(['other', 'scrutin-roll-new']);
    await spools.make();
    expect(await readdir(within)).toHaveLength(3);
    await spools.removeAll();
    expect((await readdir(within)).sort()).toEqual(['other', 'scrutin-roll-new']);
  } finally {
    await rm(within, { recursive: true });
  }
});
