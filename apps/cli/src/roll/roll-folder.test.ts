import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  formatRollLine,
  formatRollManifest,
  ROLL_FORMAT,
  ROLL_MANIFEST_FILE,
  rollFileName,
} from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import { openRollFolder } from './roll-folder.ts';
import type { RollSource } from './roll-source.ts';

const REGIONS = new Set(['SHERBROOKE', 'MONTREAL-NORD']);

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
  const source = await open(roll, [text], change);
  const entries: RollEntry[] = [];
  for await (const entry of source.entries(roll.startsWith('law:') ? undefined : REGIONS))
    entries.push(entry);
  return entries;
}

/** Writes a roll with these files, which are changed after their checksums were taken, and opens it. */
async function open(
  roll: RollKey,
  texts: readonly string[],
  change: (text: string) => string = (text) => text,
): Promise<RollSource> {
  const shards = texts.map((text, i) => ({
    file: rollFileName(i + 1),
    credentials: text.split('\n').length - 1,
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  for (const [i, { file }] of shards.entries()) {
    await writeFile(path.join(folder, file), change(texts[i] ?? ''));
  }
  const manifestFile = path.join(folder, ROLL_MANIFEST_FILE);
  await writeFile(
    manifestFile,
    formatRollManifest({
      format: ROLL_FORMAT,
      roll,
      scheme: 'hmac-sha256',
      credentials: shards.reduce((sum, { credentials }) => sum + credentials, 0),
      shards,
    }),
  );
  return openRollFolder(manifestFile);
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

  it.each([
    ['sorted lines', 'roll-00001.txt, line 2', [[1, 1, 2]]],
    ['lines of any order', 'roll-00001.txt, line 3', [[2, 1, 2]]],
    [
      'two files',
      'roll-00002.txt, line 2',
      [
        [1, 3],
        [2, 3],
      ],
    ],
    [
      'several places',
      'roll-00001.txt, line 2, roll-00002.txt, line 1',
      [
        [1, 1],
        [1, 2],
      ],
    ],
  ])('is refused if a hash is on two lines of %s, and the message says where', async (_, places, files) => {
    const texts = files.map((numbers) =>
      numbers.map((n) => `${formatRollLine(new Uint8Array(32).fill(n))}\n`).join(''),
    );
    await expect(open(lawRollKey('L1'), texts)).rejects.toThrow(
      `on an earlier line too: ${places}. The same`,
    );
  });

  it('is refused for its first wrong line, whatever other lines it repeats', async () => {
    const source = await open(lawRollKey('L1'), ['x\nx\n']);
    const all = async () => {
      for await (const entry of source.entries(undefined)) expect(entry).toBeUndefined();
    };
    await expect(all()).rejects.toThrow('line 1, column 2');
  });
});
