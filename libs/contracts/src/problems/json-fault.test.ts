import fc from 'fast-check';
import { jsonFault, mayRepeatMember } from './json-fault.ts';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the fault of a JSON text', () => {
  it.each([
    ['{', 'unexpected-end', 2],
    ['{"vote":"ou', 'unexpected-end', 12],
    ['{"vote":"a\\u00', 'unexpected-end', 15],
    ['{"vote":tru', 'unexpected-end', 12],
    ['{"nas":12.', 'unexpected-end', 11],
    ['{"a":1,}', 'trailing-comma', 8],
    ['[1,]', 'trailing-comma', 4],
    ['{"a":1,,"b":2}', 'trailing-comma', 8],
    ["{'nas':'1'}", 'other-quotes', 2],
    ['{“nas”:“1”}', 'other-quotes', 2],
    ['{"nas":«1»}', 'other-quotes', 8],
    ['{nas:1}', 'unquoted-name', 2],
    ['{"nas":NaN}', 'unknown-word', 8],
    ['{"nas":True}', 'unknown-word', 8],
    ['{"vote":oui}', 'unknown-word', 9],
    ['{"nas":123 456 782}', 'missing-comma', 12],
    ['{"nas":046454286}', 'bad-number', 8],
    ['{"nas":+1}', 'bad-number', 8],
    ['{"nas":1-2}', 'bad-number', 8],
    ['{"a" 1}', 'missing-colon', 6],
    ['{"a":1 "b":2}', 'missing-comma', 8],
    ['{"a":1}}', 'text-after-end', 8],
    ['{"a":1}{"a":1}', 'text-after-end', 8],
    ['{"a":1} // note', 'comment', 9],
    ['{"a":"b\nc"}', 'control-character', 8],
    ['{"a":"\\x41"}', 'bad-escape', 7],
    ['{"a":\u00a01}', 'unexpected-character', 6],
    ['oui', 'unknown-word', 1],
  ])('%j is %s at column %i', (text, kind, column) => {
    expect(jsonFault(text)).toEqual({ kind, line: 1, column });
    expect(parses(text)).toBe(false);
  });

  it('has a line and a column', () => {
    expect(jsonFault('{\n  "nas": "1",\n  "code": \'2\'\n}')).toEqual({
      kind: 'other-quotes',
      line: 3,
      column: 11,
    });
  });

  it.each([
    ['{"vote":"oui","vote":"non"}', 'vote'],
    ['{"vote":"oui","vote":"oui"}', 'vote'],
    ['{"vote":"oui","\\u0076ote":"non"}', 'vote'],
    ['{"vote":1,"nas":{"a":":","a":2}}', 'a'],
    ['[{"region_id":1},{"region_id":1,"region_id":1}]', 'region_id'],
    ['{"vote":{"a":1,"b":2},"vote":"oui"}', 'vote'],
  ])('%j has the same member twice', (text, name) => {
    expect(jsonFault(text)).toMatchObject({ kind: 'repeated-member', line: 1, name });
    expect(mayRepeatMember(text, JSON.parse(text))).toBe(true);
  });

  it('shows the name of a repeated member only if a voter’s data cannot look like it (P6)', () => {
    for (const name of ['123456782', 'A1B2C3', '__proto__', '']) {
      const fault = jsonFault(`{"${name}":1,"${name}":2}`);
      expect(fault).toEqual({ kind: 'repeated-member', line: 1, column: name.length + 7 });
    }
  });

  it('exists if JSON.parse throws, and otherwise only for a repeated member', () => {
    const text = fc.oneof(
      fc.json(),
      fc.string({
        unit: fc.constantFrom(...Array.from('{}[]":,\\ 01.-+eEtrufalsn/\n\ta\u00e9')),
        maxLength: 12,
      }),
      fc
        .tuple(fc.json(), fc.nat(), fc.constantFrom(...Array.from('{}[]":,\\0e-t')))
        .map(([json, at, put]) => json.slice(0, at % json.length) + put + json.slice(at % json.length)),
      fc.tuple(fc.json(), fc.nat()).map(([json, at]) => json.slice(0, at % json.length)),
    );
    fc.assert(
      fc.property(text, (some) => {
        const fault = jsonFault(some);
        if (fault?.kind === 'repeated-member') return;
        expect(fault === undefined).toBe(parses(some));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is a repeated member exactly if the parsed value has fewer members than the text', () => {
    const names = fc.constantFrom('a', 'b', '\\u0061', ':', 'a:');
    const value: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('1', '":"', '"a\\":"', '[]', 'null'),
        tie('object'),
      ),
      object: fc
        .array(fc.tuple(names, tie('value')), { maxLength: 3 })
        .map((members) => `{${members.map(([name, of]) => `"${name}":${of}`).join(',')}}`),
    })).object;
    fc.assert(
      fc.property(value, (text) => {
        const repeated = jsonFault(text)?.kind === 'repeated-member';
        let written = 0;
        JSON.stringify(JSON.parse(text), (_, of: unknown) => {
          if (typeof of === 'object' && of !== null && !Array.isArray(of)) written += Object.keys(of).length;
          return of;
        });
        const withoutTexts = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
        expect(repeated).toBe(withoutTexts.split(':').length - 1 !== written);
        if (repeated) expect(mayRepeatMember(text, JSON.parse(text))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is found in a text of any depth and length', () => {
    expect(jsonFault('['.repeat(500_000))).toMatchObject({ kind: 'unexpected-end' });
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(mayRepeatMember(deep, JSON.parse(deep))).toBe(false);
    expect(jsonFault(`"${'\\n'.repeat(500_000)}`)).toMatchObject({ kind: 'unexpected-end' });
  });
});
