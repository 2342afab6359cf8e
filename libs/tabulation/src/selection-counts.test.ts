import { parseRuleSet } from './rule-set-text.ts';
import { ballotsText, contestOfSelections } from './selection-counts.ts';
import { tabulate } from './tabulate.ts';

const candidates = [
  { id: 'a', name: 'A' },
  { id: 'b', name: 'B' },
  { id: 'c', name: 'C', excluded: true },
];
const selections = [
  { selection: 'c>b', ballots: 3n },
  { selection: 'a', ballots: 2n },
  { selection: 'b>a', ballots: 1n },
];

describe('the ballots of the store', () => {
  it('are counted as a contest without the withdrawn candidates', () => {
    const parsed = parseRuleSet('irv');
    if (!parsed.ok) throw new Error(parsed.problem);
    const result = tabulate(contestOfSelections(candidates, selections, 1), parsed.rules);
    expect(result).toMatchObject({ status: 'complete', ballots: '6', winners: ['b'] });
  });

  it('may name only candidates', () => {
    expect(() => contestOfSelections(candidates, [{ selection: 'a>x', ballots: 1n }], 1)).toThrow(RangeError);
    expect(() => contestOfSelections(candidates, [{ selection: '', ballots: 1n }], 1)).toThrow(
      /empty selection/,
    );
  });

  it('have the same text whatever their order (P8)', () => {
    const text = 'election:E:R\na,2\nb>a,1\nc>b,3\n';
    expect(ballotsText('election:E:R', selections)).toBe(text);
    expect(ballotsText('election:E:R', [...selections].reverse())).toBe(text);
  });
});
