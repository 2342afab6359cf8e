import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeNewFile } from './new-file.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'new-file-'));
  file = path.join(folder, 'ballots.csv');
});

afterEach(() => rm(folder, { recursive: true }));

async function* failing(fault: Error): AsyncGenerator<string> {
  yield 'selection,count\n';
  await Promise.resolve();
  throw fault;
}

test('a file is written whole, of texts and bytes, and nothing else is left', async () => {
  const long = 'é'.repeat(300_000);
  await writeNewFile(file, [long, Buffer.from([0, 1]), '\n']);
  expect(await readFile(file)).toEqual(Buffer.concat([Buffer.from(long), Buffer.from([0, 1, 10])]));
  expect(await readdir(folder)).toEqual(['ballots.csv']);
});

test('if the pieces fail, nothing is left of it, and the same command can be tried again', async () => {
  // A fault of the database has a code as well, and is no fault of the file.
  const fault = Object.assign(new Error('The database is away.'), { code: 'ECONNREFUSED' });
  await expect(writeNewFile(file, failing(fault))).rejects.toBe(fault);
  expect(await readdir(folder)).toEqual([]);
  await writeNewFile(file, ['again']);
  expect(await readFile(file, 'utf8')).toBe('again');
});

test('a file that is there is never replaced', async () => {
  await writeNewFile(file, ['whole']);
  await expect(writeNewFile(file, ['other'])).rejects.toThrow(
    `${file} is there already: give another --output.`,
  );
  expect(await readFile(file, 'utf8')).toBe('whole');
});

test('of two calls that write one file at once, one writes it whole and the other is refused', async () => {
  const slowly = async function* (text: string): AsyncGenerator<string> {
    for (const character of text) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      yield character;
    }
  };
  const outcomes = await Promise.allSettled([
    writeNewFile(file, slowly('first!')),
    writeNewFile(file, slowly('second')),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const whole = outcomes[0].status === 'fulfilled' ? 'first!' : 'second';
  expect(await readFile(file, 'utf8')).toBe(whole);
  expect(await readdir(folder)).toEqual(['ballots.csv']);
});

test('a file that appears meanwhile stays as it is', async () => {
  const pieces = async function* (): AsyncGenerator<string> {
    await writeFile(file, 'of somebody else');
    yield 'ours';
  };
  await expect(writeNewFile(file, pieces())).rejects.toThrow('is there already');
  expect(await readFile(file, 'utf8')).toBe('of somebody else');
  expect(await readdir(folder)).toEqual(['ballots.csv']);
});

test('what cannot be written is refused, with the cause', async () => {
  const missing = path.join(folder, 'nowhere', 'ballots.csv');
  await expect(writeNewFile(missing, ['x'])).rejects.toMatchObject({
    message: `${missing} cannot be written.`,
    cause: { code: 'ENOENT' },
  });
});
