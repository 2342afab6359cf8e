import type { Contest } from './contest.ts';
import type { Draws } from './draws.ts';
import { BY_THE_RULES } from './draws.ts';
import { namesOption, parseRuleSet } from './rule-set-text.ts';
import { tabulate } from './tabulate.ts';

const TIED: Contest = {
  candidates: ['a', 'b'].map((id) => ({ id, name: id })),
  seats: 1,
  ballots: [
    { ranks: [['a']], count: 3 },
    { ranks: [['b']], count: 3 },
  ],
};
const FOR_THE_RECORD: Draws = { lots: [], allowsBallotOrder: false, allowsDefaultSeed: false };
const count = (rules: string, draws: Draws) => {
  const parsed = parseRuleSet(rules);
  if (!parsed.ok) throw new Error(parsed.problem);
  return tabulate(TIED, parsed.rules, draws);
};

test.each(['rctab', 'rctab:tiebreakMode=useCandidateOrder', 'rctab:tiebreakMode=random'])(
  'a tie under %s is broken by the rules alone, and waits for a lot in a count for the record',
  (rules) => {
    expect(count(rules, BY_THE_RULES).status).toBe('complete');
    const waiting = count(rules, FOR_THE_RECORD);
    expect(waiting).toMatchObject({ status: 'awaits-lot', tie: { among: ['a', 'b'] } });
    if (waiting.status !== 'awaits-lot') throw new Error('no tie');
    const { purpose } = waiting.tie;
    const lot = { purpose, tied: ['b', 'a'], chosen: 'b' };
    expect(count(rules, { ...FOR_THE_RECORD, lots: [lot] })).toMatchObject({
      status: 'complete',
      winners: [purpose === 'eliminate' ? 'a' : 'b'],
    });
    const ofOthers = { ...lot, tied: ['b', 'z'] };
    expect(count(rules, { ...FOR_THE_RECORD, lots: [ofOthers] }).status).toBe('awaits-lot');
  },
);

test('a seed that the rules name may break a tie', () => {
  expect(count('rctab:tiebreakMode=random,randomSeed=7', FOR_THE_RECORD).status).toBe('complete');
});

test.each([
  ['rctab:tiebreakMode=useCandidateOrder', 'tiebreakMode', true],
  ['rctab:hareQuota=true, tiebreakMode=random', 'tiebreakMode', true],
  ['rctab', 'tiebreakMode', false],
  ['rctab:hareQuota=true', 'tiebreakMode', false],
])('%s names the option %s: %s', (text, option, names) => {
  expect(namesOption(text, option)).toBe(names);
});
