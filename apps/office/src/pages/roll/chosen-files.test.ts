import { formatRollManifest, ROLL_FORMAT } from '@scrutin/credentials';
import { electionRollKey } from '@scrutin/election';
import { orderFiles } from './chosen-files.ts';

const HASH = 'A'.repeat(43);
const KEY = electionRollKey('PROV-2026');
const MANIFEST = formatRollManifest({
  format: ROLL_FORMAT,
  roll: KEY,
  scheme: 'hmac-sha256',
  credentials: 2,
  shards: [
    { file: 'roll-00001.txt', credentials: 1, sha256: 'a'.repeat(64) },
    { file: 'roll-00002.txt', credentials: 1, sha256: 'b'.repeat(64) },
  ],
});
const file = (name: string, text: string): File => new File([text], name);
const ONE = file('roll-00001.txt', `${HASH},NORD\n`);
const TWO = file('roll-00002.txt', `${HASH},SUD\n`);

it('sends the manifest and then its files in its order, and nothing else', async () => {
  const ordered = await orderFiles(KEY, [
    TWO,
    file('notes.txt', 'to do'),
    file('manifest.json', MANIFEST.trimEnd()),
    ONE,
  ]);
  if (ordered.kind !== 'ready') throw new Error(ordered.kind);
  expect(ordered.names).toEqual(['manifest.json', 'roll-00001.txt', 'roll-00002.txt']);
  expect(await ordered.lines.text()).toBe(`${MANIFEST}${HASH},NORD\n${HASH},SUD\n`);
});

it('sends lines without a manifest in the order of their names', async () => {
  const ordered = await orderFiles(KEY, [TWO, ONE]);
  expect(ordered).toMatchObject({ manifest: undefined, names: ['roll-00001.txt', 'roll-00002.txt'] });
});

it.each([
  ['letters', file('letters-00001.csv', 'nas,code,region,reference\n123456782,ABCDEF23,NORD,L-1\n')],
  ['letters without their first line', file('x.txt', '123456782,ABCDEF23,NORD,L-1\n')],
  ['letters with a byte order mark', file('x.txt', '\ufeffNAS;code\r\n123 456 782;ABCDEF23\r\n')],
  ['letters', file('manifest.json', MANIFEST.replace('scrutin-roll/1', 'scrutin-letters/1'))],
])('refuses %s before anything is sent', async (_what, wrong) => {
  expect(await orderFiles(KEY, [ONE, wrong])).toEqual({ kind: 'letters', file: wrong.name });
});

it('refuses references, the roll of another contest, a wrong manifest and a missing file', async () => {
  const references = file('references-00001.csv', `reference,credential,region\nE-1,${HASH},NORD\n`);
  expect(await orderFiles(KEY, [references])).toEqual({ kind: 'references', file: references.name });
  const manifest = file('manifest.json', MANIFEST);
  expect(await orderFiles('law:L1', [manifest, ONE, TWO])).toEqual({ kind: 'other-roll', roll: KEY });
  expect(await orderFiles(KEY, [manifest, ONE])).toEqual({ kind: 'missing', files: ['roll-00002.txt'] });
  expect(await orderFiles(KEY, [file('manifest.json', '{}')])).toMatchObject({ kind: 'manifest' });
  expect(await orderFiles(KEY, [])).toEqual({ kind: 'none' });
});
