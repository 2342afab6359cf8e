import type { Contest } from './contest.ts';
import { undrawnTie, undrawnTieAdvice, unusedLots } from './lots.ts';
import type { RuleSet } from './rule-set.ts';
import { candidateReference, rulesForCandidates, withoutWithdrawn } from './rule-set-candidates.ts';
import { formatRuleSet, parseRuleSet } from './rule-set-text.ts';
import { contestOfSelections } from './selection-counts.ts';
import { tabulate } from './tabulate.ts';

const candidates = [
  { id: 'a', name: 'A' },
  { id: 'b', name: 'B' },
  { id: 'c', name: 'C' },
  { id: 'gone', name: 'Gone', excluded: true },
];

function contest(a: bigint, b: bigint, c: bigint): Contest {
  const selections = [
    { selection: 'a', ballots: a },
    { selection: 'b', ballots: b },
    { selection: 'c', ballots: c },
  ];
  return contestOfSelections(candidates, selections, 1);
}

function rules(text: string): RuleSet {
  const parsed = parseRuleSet(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.rules;
}

describe('a candidate named in the lots, order or decisions', () => {
  test.each([
    'plurality:lot=b/zoe',
    'plurality:order=zoe',
    'irv:lot=zoe',
    'irv:order=a/b/c/zoe',
    'scottish-stv-2011:lot=zoe',
    'scottish-stv-2011:order=zoe/a',
    'wigm-prf:order=a/zoe/b/c',
    'meek-prf:order=zoe',
    'rctab:tiebreakMode=stopCountingAndAsk,decisions=zoe',
  ])('of %s who does not exist makes the count refuse the rules', (text) => {
    expect(tabulate(contest(3n, 2n, 1n), rules(text))).toEqual({
      status: 'refused',
      reason: 'rules-do-not-fit',
      detail: {
        fr: 'les tirages, l’ordre ou les décisions nomment zoe, qui n’est pas une candidature',
        en: 'the lots, order or decisions name zoe, who is not a candidate',
      },
    });
  });

  test('a candidate who withdrew after the order was drawn is skipped', () => {
    const result = tabulate(contest(3n, 2n, 1n), rules('wigm-prf:order=gone/a/b/c'));
    expect(result).toMatchObject({ status: 'complete', winners: ['a'] });
  });
});

describe('a tie that the order of the ballot broke', () => {
  const found = (counted: Contest, text: string) => undrawnTie(tabulate(counted, rules(text)), rules(text));
  const tied = contest(1n, 1n, 2n);

  test.each(['wigm-prf', 'meek-prf', 'rctab'])(
    'is found in a count by %s without an order of the tied',
    (rule) => {
      const drawn = (order: string) => `${rule}:order=${order}`;
      expect(found(tied, rule)).toMatchObject({ candidates: ['a', 'b'], method: { kind: 'ballot-order' } });
      expect(found(tied, drawn('c/b'))).toMatchObject({ candidates: ['a', 'b'] });
      expect(found(tied, drawn('c/b/a'))).toBeUndefined();
      expect(found(contest(1n, 2n, 4n), rule)).toBeUndefined();
    },
  );

  test('is broken by the given order in rctab', () => {
    const eliminated = (order: string) => {
      const result = tabulate(contest(2n, 2n, 3n), rules(`rctab:order=${order}`));
      return result.status === 'complete' ? result.rounds[0]?.eliminated[0]?.candidate : undefined;
    };
    expect(eliminated('a/b/c')).toBe('b');
    expect(eliminated('b/a/c')).toBe('a');
    expect(eliminated('c/b')).toBe('a');
  });

  test('is not reported when the rules ask for a lot, or when nothing was counted', () => {
    expect(found(contest(1n, 1n, 1n), 'irv')).toBeUndefined();
    expect(found(tied, 'meek-prf:order=zoe')).toBeUndefined();
  });

  test.each(['random', 'previousRoundCountsThenRandom', 'generatePermutation'])(
    'is found in a count by rctab that draws by %s without a given seed',
    (mode) => {
      const tie = found(tied, `rctab:tiebreakMode=${mode}`);
      expect(tie).toMatchObject({ candidates: ['a', 'b'] });
      expect(tie === undefined ? '' : undrawnTieAdvice(tie).en).toContain('randomSeed=');
      expect(found(tied, `rctab:tiebreakMode=${mode},randomSeed=7`)).toBeUndefined();
      expect(found(tied, `rctab:tiebreakMode=${mode},randomSeed=0`)).toBeUndefined();
    },
  );

  test('keeps a given seed of 0 in the text of the rules', () => {
    expect(formatRuleSet(rules('rctab:tiebreakMode=random,randomSeed=0'))).toBe(
      'rctab:tiebreakMode=random,randomSeed=0',
    );
  });
});

describe('lots that no tie used', () => {
  const unused = (counted: Contest, text: string) => unusedLots(tabulate(counted, rules(text)), rules(text));

  test('are listed, whether the count is complete or waits for a lot', () => {
    expect(unused(contest(3n, 2n, 1n), 'plurality:lot=c')).toEqual(['c']);
    expect(unused(contest(2n, 2n, 1n), 'plurality:lot=b')).toEqual([]);
    expect(unused(contest(2n, 2n, 1n), 'plurality:lot=c/a')).toEqual(['c', 'a']);
    expect(unused(contest(2n, 2n, 1n), 'plurality:lot=a/c')).toEqual(['c']);
    expect(unused(contest(2n, 1n, 1n), 'rctab:tiebreakMode=stopCountingAndAsk,decisions=b/a')).toEqual(['a']);
    expect(unused(contest(2n, 2n, 1n), 'meek-prf')).toEqual([]);
  });
});

describe('candidates named in a rule set', () => {
  const people = [
    { id: 'ana', name: 'Ana Roy' },
    { id: 'x2', name: 'Roy, Claire' },
    { id: 'c1', name: 'Cy' },
    { id: 'y', name: 'Twin' },
    { id: 'z', name: 'Twin' },
  ];
  const resolved = (text: string) => {
    const parsed = rulesForCandidates(rules(text), people);
    return parsed.ok ? formatRuleSet(parsed.value) : parsed.problem;
  };

  test('by identifier, by number or by name', () => {
    expect(resolved('plurality:lot=ana/c2/c4')).toBe('plurality:lot=ana/x2/y');
    expect(resolved('plurality:order=Ana Roy/c2')).toBe('plurality:order=ana/x2');
    expect(resolved('referendum:proposal=Cy')).toBe('referendum:proposal=c1');
    expect(resolved('rctab:tiebreakMode=stopCountingAndAsk,decisions=c5')).toBe(
      'rctab:tiebreakMode=stopCountingAndAsk,decisions=z',
    );
    // If a text is both an identifier and a number, it means the identifier.
    expect(resolved('irv:lot=c1')).toBe('irv:lot=c1');
    expect(resolved('irv:lot=c9')).toBe('irv:lot=c9');
    expect(resolved('irv:lot=Twin')).toContain('is the name of 2 candidates');
    expect(resolved('irv:order=ana/Ana Roy')).toBe('order: a candidate is named twice');
  });

  test('are shown in a form that can be typed as an option', () => {
    const odd = [{ id: 'x', name: 'X' }, { id: 'Roy, Claire', name: 'Roy, Claire' }, ...people];
    expect(odd.map(({ id }) => candidateReference(id, odd))).toEqual([
      'x',
      'c2',
      'ana',
      'x2',
      'c1',
      'y',
      'z',
    ]);
  });
});

describe('withdrawn candidates', () => {
  test('are named by identifier, number or name, and excluded', () => {
    const excluded = (given: readonly string[]) => {
      const parsed = withoutWithdrawn(candidates, given);
      if (!parsed.ok) throw new Error(parsed.problem);
      return parsed.value.filter((one) => one.excluded === true).map(({ id }) => id);
    };
    expect(excluded([])).toEqual(['gone']);
    expect(excluded(['a'])).toEqual(['a', 'gone']);
    expect(excluded(['c2', 'C'])).toEqual(['b', 'c', 'gone']);
  });

  test('must be candidates, and each name must belong to one candidate only', () => {
    expect(withoutWithdrawn(candidates, ['zoe'])).toMatchObject({
      ok: false,
      problem: 'zoe, who withdrew, is not a candidate',
    });
    const twins = [...candidates, { id: 'a2', name: 'A' }];
    expect(withoutWithdrawn(twins, ['A'])).toMatchObject({ ok: false });
  });
});

test('an undrawn tie says what to draw', () => {
  const seeded = rules('rctab:tiebreakMode=random');
  const result = tabulate(contest(1n, 1n, 1n), seeded);
  const tie = undrawnTie(result, seeded);
  const byOrder = tabulate(contest(1n, 1n, 1n), rules('wigm-prf'));
  const orderTie = undrawnTie(byOrder, rules('wigm-prf'));
  expect(orderTie && undrawnTieAdvice(orderTie).en).toBe(
    'was broken by the order of the ballot: draw an order of the candidates and give it with order=',
  );
  expect(tie && undrawnTieAdvice(tie).en).toBe(
    'was broken by a draw from a seed that everybody knows: draw a number and give it with randomSeed=',
  );
});
