import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CodeLength } from '@scrutin/credentials';
import {
  createCredentialHash,
  formatLetterLine,
  formatReferenceLine,
  formatRollLine,
  numberedReference,
} from '@scrutin/credentials';
import { nodeDigest } from '@scrutin/service-runtime';
import type { ShardTask } from './shard-task.ts';
import { writeShard } from './write-shard.ts';

const pepper = new Uint8Array(32).fill(7);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-shard-'));
  for (const name of ['letters', 'references', 'roll']) await mkdir(path.join(folder, name));
});
afterEach(() => rm(folder, { recursive: true }));

const lines = async (name: string): Promise<string[]> =>
  (await readFile(path.join(folder, name), 'utf8')).split('\n');

describe('writeShard', () => {
  it.each([
    ['a law', [], 8, 1],
    ['an election', ['A', 'SHERBROOKE', 'C'], 10, 1],
    ['an election with one region', ['r'.repeat(50)], 12, 999_990],
    ['letters beyond 10 million, whose references get a digit more', ['A', 'B'], 8, 9_999_950],
  ] as const)(
    'writes the lines as the formats of the files say: %s',
    async (_what, regions, length, firstLetter) => {
      const numbers = [
        0,
        7,
        999_999_999,
        100_000_000,
        ...Array.from({ length: 500 }, (_, i) => 123_456 * i + 1),
      ];
      const task: ShardTask = {
        number: 3,
        firstLetter,
        nasNumbers: Uint32Array.from(numbers),
        scheme: 'hmac-sha256',
        pepper,
        scopeId: 'PROV-2025',
        regions,
        codeLength: length satisfies CodeLength,
        lettersFolder: path.join(folder, 'letters'),
        referencesFolder: path.join(folder, 'references'),
        rollFolder: path.join(folder, 'roll'),
      };
      const progress: number[] = [];
      writeShard(task, (more) => progress.push(more));
      expect(progress).toEqual([numbers.length]);

      const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper, digest: nodeDigest });
      const [, ...letters] = await lines('letters/letters-00003.csv');
      const codes = letters.map((line) => line.split(',')[1] ?? '');
      const voters = numbers.map((number, i) => {
        const [nas, code] = [String(number).padStart(9, '0'), codes[i] ?? ''];
        const region = regions[i % regions.length];
        const reference = numberedReference(firstLetter + i);
        return { nas, code, region, reference, hash: hash(nas, code, 'PROV-2025') };
      });
      expect(codes[0]).toHaveLength(length);
      expect(letters).toEqual([...voters.map((voter) => formatLetterLine(voter)), '']);
      const [, ...references] = await lines('references/references-00003.csv');
      expect(references).toEqual([...voters.map((voter) => formatReferenceLine(voter)), '']);
      const roll = voters.map((voter) => formatRollLine(voter.hash, voter.region)).sort();
      expect(await lines('roll/roll-00003.txt')).toEqual([...roll, '']);
    },
  );
});
