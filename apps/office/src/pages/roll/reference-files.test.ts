import { formatReferenceLine, formatRollManifest, REFERENCES_FORMAT } from '@scrutin/credentials';
import { electionRollKey } from '@scrutin/election';
import { readReferences, typedReferences, withReferences } from './reference-files.ts';

const KEY = electionRollKey('PROV-2026');
const hash = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const line = (reference: string, byte: number): string =>
  formatReferenceLine({ reference, hash: hash(byte), region: 'NORD' });
const TEXT = `reference,credential,region\n${line('E-1', 1)}\n${line('É 2', 2)}\n`;
const MANIFEST = formatRollManifest({
  format: REFERENCES_FORMAT,
  roll: KEY,
  scheme: 'hmac-sha256',
  credentials: 2,
  pepper_check: '0123456789abcdef',
  shards: [{ file: 'references-00001.csv', credentials: 2, sha256: 'a'.repeat(64) }],
});
const files = (text = TEXT, manifest = MANIFEST): File[] => [
  new File([text], 'references-00001.csv'),
  new File([manifest], 'manifest.json'),
];

it('finds letters by their references', async () => {
  const read = await readReferences(KEY, files());
  if (read.kind !== 'read') throw new Error(read.kind);
  expect([...read.letters.keys()]).toEqual(['E-1', 'É 2']);
  expect(read.pepperCheck).toBe('0123456789abcdef');
  const letter = read.letters.get('E-1');
  expect(letter).toEqual({ reference: 'E-1', credential: line('E-1', 1).split(',')[1], region: 'NORD' });
  expect(withReferences(`The voter of ${letter?.credential ?? ''} has voted.`, read.letters.values())).toBe(
    'The voter of E-1 has voted.',
  );
});

it('says what is wrong with the files', async () => {
  expect(await readReferences(KEY, [])).toEqual({ kind: 'none' });
  expect(await readReferences(KEY, files().slice(0, 1))).toEqual({ kind: 'no-manifest' });
  expect(await readReferences(KEY, files().slice(1))).toEqual({
    kind: 'missing',
    files: ['references-00001.csv'],
  });
  expect(await readReferences('law:L1', files())).toEqual({ kind: 'other-roll', roll: KEY });
  expect(await readReferences(KEY, files('reference,credential\nE-1,short\n'))).toEqual({
    kind: 'line',
    file: 'references-00001.csv',
    line: 2,
  });
  expect(await readReferences(KEY, files(TEXT, '{}'))).toMatchObject({ kind: 'manifest' });
});

it('reads references that somebody typed, each once', () => {
  expect(typedReferences(' E-1\nE-2, E-1;\n\nÉ 3 ')).toEqual(['E-1', 'E-2', 'É 3']);
});
