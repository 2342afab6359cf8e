import fc from 'fast-check';
import { normaliseCode, normaliseNas } from '@scrutin/credentials';
import { fieldErrors } from './field-errors.ts';
import { lawVoteRequest } from './law-vote.ts';

const GOOD = { nas: '123456782', code: 'A1B2C3', law_id: 'L2025-001', vote: 'oui' };

const digits = fc.array(fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), {
  minLength: 9,
  maxLength: 9,
});
const gap = fc.string({
  unit: fc.constantFrom(
    ' ',
    '-',
    '.',
    '\t',
    '\n',
    '\u00a0',
    '\u2011',
    '\u200b',
    '\ufeff',
    '\u00ad',
    '\u2212',
  ),
  maxLength: 2,
});
const nasAsWritten = fc
  .tuple(digits, fc.array(gap, { minLength: 10, maxLength: 10 }))
  .map(([ds, gaps]) => ds.map((d, i) => (gaps[i] ?? '') + d).join('') + (gaps[9] ?? ''))
  .filter((text) => text.length <= 64);
const codeAsWritten = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]{6}$/),
  fc.stringMatching(/^[CDFGHJKMNPQRTVWXYcdf3479aAuU6]{8}$/),
);

describe('the body of a vote', () => {
  it('is normalised: digits only, upper case', () => {
    expect(lawVoteRequest.parse({ ...GOOD, nas: '123 456-782', code: 'a1b2c3' })).toEqual(GOOD);
  });

  it('accepts NAS and code in every form that people write, and its output is a valid body', () => {
    fc.assert(
      fc.property(nasAsWritten, codeAsWritten, (nas, code) => {
        const once = lawVoteRequest.parse({ ...GOOD, nas, code });
        expect(once.nas).toMatch(/^[0-9]{9}$/);
        expect(once.code).toMatch(/^(?:[A-Z0-9]{6}|[A-Z0-9]{8})$/);
        expect(lawVoteRequest.parse(once)).toEqual(once);
      }),
    );
  });

  it('accepts and returns exactly what the normalisers of @scrutin/credentials do', () => {
    const text = fc.oneof(
      nasAsWritten,
      codeAsWritten,
      fc.string(),
      fc.stringMatching(/^[ 0-9A-Za-z-]{0,40}$/),
    );
    fc.assert(
      fc.property(text, (some) => {
        const asNas = lawVoteRequest.safeParse({ ...GOOD, nas: some });
        expect(asNas.data?.nas).toBe(normaliseNas(some));
        const asCode = lawVoteRequest.safeParse({ ...GOOD, code: some });
        expect(asCode.data?.code).toBe(normaliseCode(some));
      }),
      { numRuns: 1000 },
    );
  });

  it('drops unknown members, including __proto__', () => {
    const body = JSON.parse('{"__proto__":{"vote":"non"},"hash":"x"}') as object;
    expect(lawVoteRequest.parse({ ...body, ...GOOD })).toEqual(GOOD);
  });

  it.each([
    ['nas', '12345678'],
    ['nas', '1234567890'],
    ['nas', '１２３４５６７８２'],
    ['nas', 123456782],
    ['code', 'A1B2C'],
    ['code', 'É1B2C3'],
    ['code', 'A1B2C3D'],
    ['law_id', ''],
    ['law_id', 'L'.repeat(51)],
    ['law_id', 'L2025:001'],
    ['vote', 'OUI'],
    ['vote', 'peut-être'],
  ])('refuses %s = %j and names the field once', (field, value) => {
    const result = lawVoteRequest.safeParse({ ...GOOD, [field]: value });
    const errors = fieldErrors(result.error!, { ...GOOD, [field]: value }, 'fr');
    expect(errors.map((e) => e.field)).toEqual([field]);
  });
});

describe('the field errors', () => {
  const errorsOf = (body: unknown, language: 'fr' | 'en') =>
    fieldErrors(lawVoteRequest.safeParse(body).error!, body, language);

  it('name every missing field, in both languages', () => {
    const fr = errorsOf({}, 'fr');
    const en = errorsOf({}, 'en');
    expect(fr.map((e) => e.field)).toEqual(['nas', 'code', 'law_id', 'vote']);
    expect(en.map((e) => e.field)).toEqual(['nas', 'code', 'law_id', 'vote']);
    for (const [i, e] of fr.entries()) expect(e.message).not.toBe(en[i]?.message);
  });

  it.each([
    [123456782, 'a number'],
    [['123456782'], 'a list'],
    [{ nas: 1 }, 'an object'],
    [null, 'null'],
    [true, 'true or false'],
  ])('say for %j that a text in quotation marks is expected', (value, type) => {
    for (const field of ['nas', 'code', 'law_id', 'vote']) {
      const [error, ...others] = errorsOf({ ...GOOD, [field]: value }, 'en');
      expect(others).toEqual([]);
      expect(error?.field).toBe(field);
      expect(error?.message).toContain(`This field is ${type}. Send it as`);
      expect(error?.message).toContain('text, in quotation marks');
      expect(errorsOf({ ...GOOD, [field]: value }, 'fr')[0]?.message).toContain('entre guillemets');
    }
  });

  it.each([[undefined], [null], [[]], ['{}'], [3]])('say for %j that a JSON object is expected', (body) => {
    expect(errorsOf(body, 'en')).toEqual([
      { field: '', message: 'The body of the request must be a JSON object: fields between braces { }.' },
    ]);
  });

  it('name every rule for an identifier: an identifier that follows the text is accepted', () => {
    const body = { nas: '123456782', code: 'ABC123', law_id: '__proto__', vote: 'oui' };
    expect(errorsOf(body, 'en')).toEqual([
      { field: 'law_id', message: expect.stringContaining('begin with a letter or a digit') as string },
    ]);
    expect(errorsOf(body, 'fr')[0]?.message).toContain('commencer par une lettre ou un chiffre');
  });

  it('never repeat the submitted values (P6)', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,30}$/);
    fc.assert(
      fc.property(secret, secret, (nas, code) => {
        const body = { nas, code, law_id: 'x:y', vote: nas };
        const said = JSON.stringify([errorsOf(body, 'fr'), errorsOf(body, 'en')]);
        expect(said.includes(nas) || said.includes(code)).toBe(false);
      }),
    );
  });
});
