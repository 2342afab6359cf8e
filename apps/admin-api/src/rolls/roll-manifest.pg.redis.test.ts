import { createHash } from 'node:crypto';
import { formatRollManifest, ROLL_FORMAT, rollFileName } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { makeElection, V1 } from '../fixture/roll-uploads.ts';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import { useRollUploads } from '../fixture/use-roll-uploads.ts';

const { official } = useRollUploads();

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The files of a roll, and the manifest that `credentials generate` writes for them. */
function set(roll: RollKey, ...sizes: readonly number[]) {
  const files = sizes.map((size) => rollText(rollLines(size, 'NORD', 'SUD').sort()));
  const shards = files.map((text, i) => ({
    file: rollFileName(i + 1),
    credentials: sizes[i] ?? 0,
    sha256: sha256(text),
  }));
  const credentials = sizes.reduce((sum, size) => sum + size, 0);
  const manifest = formatRollManifest({
    format: ROLL_FORMAT,
    roll,
    scheme: 'hmac-sha256',
    pepper_check: 'a'.repeat(16),
    credentials,
    shards,
  });
  return { files, manifest, credentials };
}

function upload(key: string, text: string, query = '') {
  return official.upload(`${V1}/rolls/${key}${query}`, text);
}

const refusalOf = ({ body }: { body: unknown }): string => (body as { refusal: string }).refusal;

describe('an uploaded roll with its manifest', () => {
  it('needs nothing in the address, and leaves the digest of the manifest in the record of acts', async () => {
    const key = await makeElection(official, 'M1');
    const { manifest, files, credentials } = set(key, 8, 0, 5);
    const text = manifest + files.join('');
    expect((await upload(key, text, '?dry_run=true').expect(200)).body).toMatchObject({
      scheme: 'hmac-sha256',
      report: { lines: 13 },
      loaded: null,
    });
    expect((await upload(key, text).expect(200)).body).toMatchObject({ loaded: { credentials: 13 } });
    const acts = await official.get(`${V1}/acts?subject=${key}&limit=1`);
    expect(acts.body).toMatchObject([
      {
        action: 'roll.record',
        after: {
          source: { kind: 'manifest', sha256: sha256(manifest), credentials },
          pepperCheck: 'a'.repeat(16),
        },
      },
    ]);
  });

  it('may come with the line ends and the byte order marks of another system', async () => {
    const key = await makeElection(official, 'M2');
    const { manifest, files } = set(key, 4, 4);
    const text = [manifest, ...files].map((file) => `\ufeff${file.replaceAll('\n', '\r\n')}`).join('');
    await upload(key, text).expect(200);
  });

  it('is refused if it is the roll of another contest', async () => {
    const [one, other] = [await makeElection(official, 'M3'), await makeElection(official, 'M4')];
    const { manifest, files } = set(other, 4);
    const answer = await upload(one, manifest + files.join('')).expect(422);
    expect(refusalOf(answer)).toContain(`This is the roll of ${other}, and not that of ${one}.`);
    expect((await official.get(`${V1}/rolls`)).body).not.toContainEqual(
      expect.objectContaining({ roll: one }),
    );
  });

  it.each([
    ['a file is missing', 'roll-00002.txt', ([one, , three]: string[]) => [one, three]],
    ['the last file is missing', 'roll-00003.txt', ([one, two]: string[]) => [one, two]],
    ['the files are in another order', 'roll-00001.txt', ([one, two, three]: string[]) => [two, one, three]],
    ['a file comes twice', 'roll-00003.txt', ([one, two, three]: string[]) => [one, two, three, three]],
    [
      'there is a line more',
      'roll-00003.txt',
      (files: string[]) => [...files, rollText(rollLines(1, 'NORD'))],
    ],
    ['there is no line', 'roll', () => []],
  ])('is refused if %s', async (_, file, change) => {
    const key = await makeElection(official, `M5-${Math.random().toString(36).slice(2, 8)}`);
    const { manifest, files } = set(key, 3, 4, 5);
    const answer = await upload(key, manifest + change([...files]).join('')).expect(422);
    expect(refusalOf(answer)).toContain(file);
  });

  it('is refused if the manifest is wrong, or contradicts the address', async () => {
    const key = await makeElection(official, 'M6');
    const { manifest, files } = set(key, 3);
    const wrong = manifest.replace('scrutin-roll/1', 'scrutin-roll/9');
    expect(refusalOf(await upload(key, wrong + files.join('')).expect(422))).toContain('format');
    expect(refusalOf(await upload(key, '{"roll":').expect(422))).toContain('not complete');
    const other = await upload(key, manifest + files.join(''), '?scheme=sha256').expect(422);
    expect(refusalOf(other)).toContain('contradicts');
  });
});

describe('an uploaded roll without a manifest', () => {
  it('must be called so, with its scheme', async () => {
    const key = await makeElection(official, 'M7');
    const text = rollText(rollLines(3, 'NORD', 'SUD'));
    expect(refusalOf(await upload(key, text, '?scheme=hmac-sha256').expect(422))).toContain('manifest=none');
    expect(refusalOf(await upload(key, text, '?manifest=none').expect(422))).toContain('scheme=');
    await upload(key, text, '?manifest=none&scheme=hmac-sha256').expect(200);
  });

  it('is recognised as letters before anything else, and is removed at once', async () => {
    const key = await makeElection(official, 'M8');
    const letters = 'nas,code,region,reference\n046454286,ABCDEFGH,NORD,L-0000001\n';
    const answer = await upload(key, letters).expect(422);
    expect(answer.body).toMatchObject({ type: 'urn:problem-type:scrutin:letters-uploaded' });
    expect(answer.text).not.toContain('046454286');
  });
});
