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
  it('are the contest they came from, withdrawn candidates left out', () => {
    const reading = parseRuleSet('irv');
    if (!reading.ok) throw new Error(reading.problem);
    const result = tabulate(contestOfSelections(candidates, selections, 1), reading.rules);
    expect(result).toMatchObject({ status: 'complete', ballots: '6', winners: ['b'] });
  });

  it('may name only who is a candidate', () => {
    expect(() => contestOfSelections(candidates, [{ selection: 'a>x', ballots: 1n }], 1)).toThrow(RangeError);
    expect(() => contestOfSelections(candidates, [{ selection: '', ballots: 1n }], 1)).toThrow(
      /names nobody/,
    );
  });

  it('have one text, in whatever order they came (P8)', () => {
    const text = 'election:E:R\na,2\nb>a,1\nc>b,3\n';
    expect(ballotsText('election:E:R', selections)).toBe(text);
    expect(ballotsText('election:E:R', [...selections].reverse())).toBe(text);
  });
});
