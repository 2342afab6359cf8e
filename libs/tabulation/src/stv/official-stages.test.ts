import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readRcvVector } from '../formats/rcv-vector.ts';
import { checkVector } from '../formats/vector-check.ts';

/**
 * Compares official declarations, stage by stage. They are rcv-vector/1 files in a folder and its subfolders. They are
 * not part of the project, because their results are CC BY-SA and their ballots belong to the councils. Jest runs this
 * file only when RCV_VECTORS_EXTRA names the folder (jest.config.mjs).
 */
const folder = process.env['RCV_VECTORS_EXTRA'];

describe('official declarations', () => {
  test('every stage is the same', () => {
    const root = folder ?? '';
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.json'),
    );
    const differences = files.flatMap((file): readonly unknown[] => {
      const vector = readRcvVector(JSON.parse(readFileSync(path.join(root, file), 'utf8')));
      return vector.ok ? checkVector(vector.value).differences : [`${file}: ${vector.problem}`];
    });
    expect(differences).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });
});
