import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { createCredentialHash } from './credential-hash.ts';
import { hexOf } from './hex.ts';
import { JsonArraySplitter } from './json-array-splitter.ts';
import { parseLegacyCredential } from './legacy-credential.ts';

/** Feeds a text to the splitter in pieces whose lengths are taken from the list again and again. */
function split(text: string, lengths: readonly number[]): string[] {
  const splitter = new JsonArraySplitter();
  const found: string[] = [];
  for (let at = 0, i = 0; at < text.length; i++) {
    const length = Math.max(1, lengths[i % lengths.length] ?? 1);
    found.push(...splitter.push(text.slice(at, at + length)));
    at += length;
  }
  splitter.end();
  return found;
}

const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 });

describe('splitting a JSON array', () => {
  it('gives the same objects as JSON.parse, whatever the layout of the text and the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(anyObject),
        fc.constantFrom(undefined, 1, '\t\r\n'),
        cuts,
        (objects, space, lengths) => {
          const text = ` ${JSON.stringify(objects, undefined, space)}\n`;
          const found = split(text, lengths).map((element): unknown => JSON.parse(element));
          expect(found).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it.each([
    '',
    '[',
    '[{}',
    '[{},',
    '[{}}]',
    '{}',
    '[1]',
    '["a"]',
    '[{},]',
    '[,{}]',
    '[{} {}]',
    '[{}]x',
    '[{}][]',
    '[[{}]]',
    'x[]',
    '[{"a":"]}',
  ])('%p is refused, because it is not an array of objects', (text) => {
    expect(() => split(text, [3])).toThrow(SyntaxError);
  });

  it('accepts an empty array', () => {
    expect(split(' [ ] ', [1])).toEqual([]);
  });
});

const plainHash = createCredentialHash({
  scheme: 'sha256',
  digest: {
    sha256: (data) => createHash('sha256').update(data).digest(),
    hmacSha256: (key) => (data) => createHmac('sha256', key).update(data).digest(),
  },
});

function entry(change: Record<string, unknown> = {}): string {
  const given = { nas: '123456782', code: 'ABC123', law_id: 'L2025-001', vote: 'oui', ...change };
  const hash = createHash('sha256').update(`${given.nas}|${given.code}|${given.law_id}`).digest('hex');
  return JSON.stringify({ ...given, hash, ...change });
}

describe('credential of the older system', () => {
  it('is read as its hash and its law, if the hash is correct', () => {
    const parsed = parseLegacyCredential(entry(), plainHash);
    expect(parsed).toMatchObject({ ok: true, credential: { lawId: 'L2025-001', usable: true } });
    expect(parsed.ok && hexOf(parsed.credential.hash)).toBe(
      'abe9ca686232b742190ddf88aca2114b57e9692cbf9891e5a6983b4542d0915e',
    );
    expect(JSON.stringify(parsed)).not.toContain('123456782'); // P6
  });

  it('may have its hash in upper case', () => {
    const hash = 'ABE9CA686232B742190DDF88ACA2114B57E9692CBF9891E5A6983B4542D0915E';
    expect(parseLegacyCredential(entry({ hash }), plainHash).ok).toBe(true);
  });

  // In the sets of the older generator, all codes after the first 100,000 were too long.
  it.each([{ code: 'ABC100000' }, { code: 'abc123' }, { nas: '12345678' }, { nas: '123-456-782' }])(
    'is not usable if it has %j',
    (change) => {
      expect(parseLegacyCredential(entry(change), plainHash)).toMatchObject({
        credential: { usable: false },
      });
    },
  );

  it.each([
    ['{', 'it lacks nas, code or hash'],
    ['null', 'it lacks nas, code or hash'],
    [entry({ nas: 123456782 }), 'it lacks nas, code or hash'],
    [entry({ law_id: 'a law' }), 'its law_id is missing or not an identifier'],
    [entry({ hash: '00'.repeat(32) }), 'its hash is not SHA-256("NAS|CODE|LAW_ID")'],
    [entry({ hash: 'abcd' }), 'its hash is not SHA-256("NAS|CODE|LAW_ID")'],
    [entry({ hash: 'x'.repeat(64) }), 'its hash is not SHA-256("NAS|CODE|LAW_ID")'],
  ])('%s is refused: %s', (text, problem) => {
    expect(parseLegacyCredential(text, plainHash)).toEqual({ ok: false, problem });
  });
});
