import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLegacyFiles } from './legacy-files.ts';
import { openRollSource } from './open-roll-source.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'scrutin-legacy-'))));
afterEach(() => rm(folder, { recursive: true }));

const entry = (nas: string) => ({
  nas,
  code: 'ABC123',
  law_id: 'L2025-001',
  hash: createHash('sha256').update(`${nas}|ABC123|L2025-001`).digest('hex'),
});
const TEXT = JSON.stringify([entry('123456789'), entry('987654321')], undefined, 2);

async function credentialsIn(bytes: Buffer): Promise<number> {
  const file = path.join(folder, 'hashes.json');
  await writeFile(file, bytes);
  const source = await openLegacyFiles([file]);
  let entries = 0;
  for await (const one of source.entries(undefined)) if (one.hash.length === 32) entries += 1;
  return entries;
}

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('credential files of the older system', () => {
  it.each([
    ['as they were written', Buffer.from(TEXT)],
    ['with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
    ['with CR LF', Buffer.from(TEXT.replaceAll('\n', '\r\n'))],
    ['with empty last lines', Buffer.from(`${TEXT}\n\n`)],
    ['in UTF-16, little end first', utf16(TEXT)],
    ['in UTF-16, big end first', utf16(TEXT).swap16()],
  ])('are read %s', async (_, bytes) => {
    expect(await credentialsIn(bytes)).toBe(2);
  });

  it.each([
    ['in UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), 'UTF-16 without a mark. Save it as UTF-8.'],
    [
      'in Latin-1',
      Buffer.from(TEXT.replace('ABC123', 'ABÉ123'), 'latin1'),
      'it is not UTF-8, from line 1 on',
    ],
    ['that are an object', Buffer.from('{"a": 1}'), 'not a JSON array of objects (line 1, column 1)'],
    [
      'with text between',
      Buffer.from('[\n  {"a": 1}\n  x'),
      'not a JSON array of objects (line 3, column 3)',
    ],
    ['that were cut', Buffer.from(TEXT.slice(0, -3)), 'the file ends too early'],
  ])('%s are refused with the name of the problem', async (_, bytes, problem) => {
    await expect(credentialsIn(bytes)).rejects.toThrow(problem);
  });
});

describe('the files for one load', () => {
  it('belong to one roll', async () => {
    await writeFile(path.join(folder, 'manifest.json'), '{}');
    await expect(openRollSource([folder, folder])).rejects.toThrow(
      `${folder} is a roll with a manifest: load one such roll at a time`,
    );
  });

  it('must include a manifest if a folder is named', async () => {
    await expect(openRollSource([folder])).rejects.toThrow('holds no manifest.json');
  });
});
