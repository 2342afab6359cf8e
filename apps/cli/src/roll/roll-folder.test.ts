import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatRollLine, formatRollManifest, ROLL_FORMAT, ROLL_MANIFEST_FILE } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import { openRollFolder } from './roll-folder.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'scrutin-roll-folder-'))));
afterEach(() => rm(folder, { recursive: true }));

/** Writes a roll with one credential for each region, as `credentials generate` does, and reads it. */
async function read(
  roll: RollKey,
  regions: readonly (string | undefined)[],
  change: (text: string) => string = (text) => text,
): Promise<RollEntry[]> {
  const text = regions.map((region) => `${formatRollLine(randomBytes(32), region)}\n`).join('');
  const shard = {
    file: 'roll-00001.txt',
    credentials: regions.length,
    sha256: createHash('sha256').update(text).digest('hex'),
  };
  await writeFile(path.join(folder, shard.file), change(text));
  const manifestFile = path.join(folder, ROLL_MANIFEST_FILE);
  await writeFile(
    manifestFile,
    formatRollManifest({
      format: ROLL_FORMAT,
      roll,
      scheme: 'hmac-sha256',
      credentials: regions.length,
      shards: [shard],
    }),
  );
  const source = await openRollFolder(manifestFile);
  const entries: RollEntry[] = [];
  for await (const entry of source.entries()) entries.push(entry);
  return entries;
}

describe('a roll folder', () => {
  it.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['CR LF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['CR', (text: string) => text.replaceAll('\n', '\r')],
    ['empty last lines', (text: string) => `${text}\n\n`],
    ['no end of the last line', (text: string) => text.slice(0, -1)],
  ])('is read if an editor gave its file %s', async (_, change) => {
    expect(await read(lawRollKey('L1'), [undefined, undefined, undefined], change)).toHaveLength(3);
  });

  it.each([
    ['a space', (text: string) => text.replace('\n', ' \n')],
    ['a line less', (text: string) => text.slice(44)],
    ['a line of names', (text: string) => `hash\n${text}`],
  ])('is refused if its file has %s, because its checksum differs', async (_, change) => {
    await expect(read(lawRollKey('L1'), [undefined, undefined], change)).rejects.toThrow('SHA-256 differs');
  });

  it('of an election has a region for each voter, and a folder of a law has none', async () => {
    const ofElection = await read(electionRollKey('PROV-2025'), ['SHERBROOKE', 'MONTREAL-NORD']);
    expect(ofElection.map((entry) => entry.region)).toEqual(['SHERBROOKE', 'MONTREAL-NORD']);
    const ofLaw = await read(lawRollKey('L2025-001'), [undefined]);
    expect(ofLaw.map((entry) => entry.region)).toEqual([undefined]);
  });

  it.each([
    [
      electionRollKey('PROV-2025'),
      ['SHERBROOKE', undefined],
      'roll-00001.txt, line 2, column 45: The region is missing.',
    ],
    [
      lawRollKey('L2025-001'),
      [undefined, undefined, 'SHERBROOKE'],
      'roll-00001.txt, line 3, column 45: The line has a region',
    ],
  ])('of %s with regions %j is refused, and the message says where', async (roll, regions, problem) => {
    const failure = read(roll, regions);
    await expect(failure).rejects.toThrow(ConfigurationError);
    await expect(failure).rejects.toThrow(problem);
  });
});
