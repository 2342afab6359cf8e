import type { Contest } from './contest.ts';
import { undrawnTie } from './lots.ts';
import { parseRuleSet } from './rule-set-text.ts';
import type { RuleSet } from './rule-set.ts';
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
  const reading = parseRuleSet(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.rules;
}

describe('whoever is named', () => {
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
  ])('in %s and is no candidate: not counted', (text) => {
    expect(tabulate(contest(3n, 2n, 1n), rules(text))).toEqual({
      status: 'refused',
      reason: 'rules-do-not-fit',
      detail: 'the lots, order or decisions name zoe, who is no candidate',
    });
  });

  test('in an order and withdrew since is passed over', () => {
    const result = tabulate(contest(3n, 2n, 1n), rules('wigm-prf:order=gone/a/b/c'));
    expect(result).toMatchObject({ status: 'complete', winners: ['a'] });
  });
});

describe('a tie that the order of the ballot broke', () => {
  const found = (counted: Contest, text: string) => undrawnTie(tabulate(counted, rules(text)), rules(text));
  const tied = contest(1n, 1n, 2n);

  test.each(['wigm-prf', 'meek-prf'])('is found in a count by %s without an order of the tied', (rule) => {
    expect(found(tied, rule)).toMatchObject({ candidates: ['a', 'b'], method: { kind: 'order' } });
    expect(found(tied, `${rule}:order=c/b`)).toMatchObject({ candidates: ['a', 'b'] });
    expect(found(tied, `${rule}:order=c/b/a`)).toBeUndefined();
    expect(found(contest(1n, 2n, 4n), rule)).toBeUndefined();
  });

  test('is none where the rules are of that order, ask for a lot, or nothing was counted', () => {
    expect(found(tied, 'rctab')).toBeUndefined();
    expect(found(contest(1n, 1n, 1n), 'irv')).toBeUndefined();
    expect(found(tied, 'meek-prf:order=zoe')).toBeUndefined();
  });
});
