import type { RegisterFields, RegisterProblem, RegisterRules } from './register-line.ts';
import { checkRegisterLine, REGISTER_PROBLEMS } from './register-line.ts';
import { registerFaultText } from './register-texts.ts';

const GOOD: RegisterFields = {
  identifier: '046454286',
  region: 'NORD',
  reference: 'M-1',
  address: ['Anne Roy'],
};
const LENIENT: RegisterRules = { checkLuhn: false };

const problemsOf = (
  change: Partial<RegisterFields>,
  rules: RegisterRules = LENIENT,
): readonly RegisterProblem[] => {
  const checked = checkRegisterLine({ ...GOOD, ...change }, rules);
  return checked.ok ? [] : checked.problems;
};

describe('a line of a register', () => {
  it.each(['046454286', ' 046454286 ', '046 454 286', '046-454-286', '046.454.286', '046\u00a0454\u00a0286'])(
    'may have the identifier %j',
    (identifier) => {
      const checked = checkRegisterLine({ ...GOOD, identifier }, LENIENT);
      expect(checked.ok && checked.voter.identifier).toBe('046454286');
    },
  );

  it.each([
    ['', 'identifier-missing'],
    ['46454286', 'identifier-zeros-lost'],
    ['46 454 286', 'identifier-zeros-lost'],
    ['1,23457E+08', 'identifier-rounded'],
    ['1.23E8', 'identifier-rounded'],
    ['46454286.0', 'identifier-malformed'], // not the number 464542860
    ['0464542860', 'identifier-malformed'],
    ['O46454286', 'identifier-malformed'],
    ['046-454 286', 'identifier-malformed'],
    ['=046454286', 'identifier-malformed'],
    ['Roy', 'identifier-malformed'],
    ['000000000', 'identifier-zero'],
    ['000 000 000', 'identifier-zero'],
  ] as const)('with the identifier %j is wrong: %s', (identifier, problem) => {
    expect(problemsOf({ identifier })).toEqual([problem]);
  });

  it('is checked for the check digit of a NAS only when that is asked for', () => {
    expect(problemsOf({ identifier: '046454287' })).toEqual([]);
    expect(problemsOf({ identifier: '046454287' }, { checkLuhn: true })).toEqual(['identifier-check-digit']);
    expect(problemsOf({}, { checkLuhn: true })).toEqual([]);
    expect(problemsOf({ identifier: '000000000' }, { checkLuhn: true })).toEqual(['identifier-zero']);
  });

  it('has a region of the contest, or of any name if none are given', () => {
    const rules = { ...LENIENT, regions: new Set(['NORD', 'SUD']) };
    expect(problemsOf({ region: ' SUD ' }, rules)).toEqual([]);
    expect(problemsOf({ region: 'sud' }, rules)).toEqual(['region-unknown']);
    expect(problemsOf({ region: 'EST' })).toEqual([]);
    expect(problemsOf({ region: '' })).toEqual(['region-missing']);
    expect(problemsOf({ region: 'Montréal' })).toEqual(['region-malformed']);
    expect(problemsOf({ region: undefined })).toEqual([]);
  });

  it('has an address whose cells may hold several lines, and which is tidied', () => {
    const checked = checkRegisterLine(
      { ...GOOD, address: ['  Anne Roy', '', '12, rue du Lac\nQue\u0301bec\u00a0QC  G1A 1A1'] },
      LENIENT,
    );
    expect(checked.ok && checked.voter.address).toEqual(['Anne Roy', '12, rue du Lac', 'Québec QC  G1A 1A1']);
    expect(problemsOf({ address: ['', ' '] })).toEqual(['address-missing']);
    expect(problemsOf({ address: ['Anne \u202eRoy'] })).toEqual(['address-malformed']);
    expect(problemsOf({ address: ['x'.repeat(61)] })).toEqual(['address-too-long']);
    expect(problemsOf({ address: ['1\n2\n3\n4\n5\n6\n7'] })).toEqual(['address-too-long']);
    expect(problemsOf({ address: [] })).toEqual([]);
  });

  it('names everything that is wrong with it', () => {
    expect(problemsOf({ identifier: 'x', region: '', reference: '=1' })).toEqual([
      'identifier-malformed',
      'region-missing',
      'reference-malformed',
    ]);
  });

  it.each(REGISTER_PROBLEMS)('is explained in both languages: %s', (problem) => {
    const fault = { line: 17, problem, firstLine: 4 };
    expect(registerFaultText(fault, 'fr')).toMatch(/^ligne 17\u00a0: [^{}]+$/);
    expect(registerFaultText(fault, 'en')).toMatch(/^line 17: [^{}]+$/);
  });
});
