import type { BallotGroup, Contest } from './contest.ts';
import { explainRound } from './explain/explain-round.ts';
import { parseRuleSet } from './rule-set-text.ts';
import { DEFAULT_RULES } from './rule-sets.ts';
import { tabulate } from './tabulate.ts';
import { tabulateRace } from './tabulate-race.ts';

const { plurality, irv } = DEFAULT_RULES;
const STV = DEFAULT_RULES['scottish-stv-2011'];

function contest(
  names: readonly string[],
  seats: number,
  ballots: Readonly<Record<string, number>> = {},
  withdrawn: readonly string[] = [],
): Contest {
  return {
    candidates: names.map((id) => ({ id, name: id, ...(withdrawn.includes(id) ? { excluded: true } : {}) })),
    seats,
    ballots: Object.entries(ballots).map(([ranking, count]): BallotGroup => ({
      ranks: ranking.split('>').map((id) => [id]),
      count,
    })),
  };
}

function told(result: ReturnType<typeof tabulateRace>, of: Contest, locale: 'fr' | 'en' = 'en'): string {
  if (result.status !== 'complete') return result.status;
  return result.rounds.flatMap((round) => explainRound(round, of.candidates, locale)).join(' ');
}

describe('by acclamation', () => {
  it('one candidate for one seat is elected without a vote', () => {
    const race = contest(['ana'], 1);
    for (const rules of [plurality, irv]) {
      const result = tabulateRace(race, rules, 'acclaim');
      expect(result).toMatchObject({
        status: 'complete',
        winners: ['ana'],
        acclaimed: ['ana'],
        ballots: '0',
      });
      expect(told(result, race)).toBe('Round 1. ana is elected unopposed, by acclamation.');
      expect(told(result, race, 'fr')).toBe('Tour 1. ana obtient un siège par acclamation, sans vote.');
    }
  });

  it('one candidate for two seats is elected, and the other seat stays vacant', () => {
    const race = contest(['ana'], 2);
    const result = tabulateRace(race, STV, 'acclaim');
    expect(result).toMatchObject({ seats: 2, winners: ['ana'], acclaimed: ['ana'] });
    expect(told(result, race)).toContain(
      'Fewer candidates stand than there are seats: one seat stays vacant.',
    );
    expect(told(result, race, 'fr')).toContain('un siège reste vacant.');
  });

  it('withdrawals below the seats elect those who stand, and the ballots are shown as they were cast', () => {
    const race = contest(['a', 'b', 'c', 'd', 'e'], 3, { a: 5, b: 7, c: 1 }, ['a', 'b', 'c']);
    const result = tabulateRace(race, plurality, 'acclaim');
    expect(result).toMatchObject({ winners: ['d', 'e'], acclaimed: ['d', 'e'], ballots: '13' });
    expect(told(result, race)).toContain('one seat stays vacant');
  });
});

describe('by votes', () => {
  it('a candidate whom no ballot names is not elected', () => {
    const race = contest(['a', 'b', 'c'], 3, { 'a>b': 2 });
    const result = tabulateRace(race, STV, 'vote');
    expect(result).toMatchObject({ winners: ['a', 'b'] });
    expect(result).not.toHaveProperty('acclaimed');
    expect(told(result, race)).toContain('The other candidates have no votes: one seat stays vacant.');
  });

  it('nobody is elected without ballots', () => {
    const race = contest(['ana'], 1);
    const result = tabulateRace(race, plurality, 'vote');
    expect(result).toMatchObject({ status: 'complete', winners: [] });
    expect(told(result, race)).toBe('Round 1. No ballot names a candidate: one seat stays vacant.');
  });
});

describe('under both rules', () => {
  it.each(['acclaim', 'vote'] as const)('%s: without candidates the seats stay vacant', (rule) => {
    for (const race of [contest([], 2), contest(['a', 'b'], 2, { a: 4 }, ['a', 'b'])]) {
      const result = tabulateRace(race, plurality, rule);
      expect(result).toMatchObject({ status: 'complete', winners: [], seats: 2 });
      expect(told(result, race)).toContain('Nobody stands: 2 seats stay vacant.');
      expect(told(result, race, 'fr')).toContain(
        'Il n’y a aucune candidature\u00a0: 2 sièges restent vacants.',
      );
    }
  });

  it.each(['acclaim', 'vote'] as const)(
    '%s: without votes for anybody who stands, no lot is drawn and the seat stays vacant',
    (rule) => {
      for (const race of [contest(['a', 'b', 'c'], 1), contest(['a', 'b', 'c'], 1, { c: 9 }, ['c'])]) {
        const result = tabulateRace(race, plurality, rule);
        expect(result).toMatchObject({ status: 'complete', winners: [] });
        expect(told(result, race)).toContain('No ballot names a candidate: one seat stays vacant.');
      }
    },
  );

  it.each(['acclaim', 'vote'] as const)('%s: rankings in the compact form are read alike', (rule) => {
    const race = contest(['a', 'b', 'c'], 3, { 'a>b': 2 });
    const [choices, offsets] = [Uint8Array.of(2, 0, 1), Uint32Array.of(0, 1, 3)];
    const compact: Contest = { ...race, ballots: { choices, offsets, counts: Uint32Array.of(0, 2) } };
    expect(tabulateRace(compact, STV, rule)).toEqual(tabulateRace(race, STV, rule));
  });

  it.each(['acclaim', 'vote'] as const)('%s: a contested race is counted by its rules', (rule) => {
    const race = contest(['a', 'b', 'c'], 1, { a: 2, b: 2, 'c>a': 1 });
    for (const rules of [plurality, irv])
      expect(tabulateRace(race, rules, rule)).toEqual(tabulate(race, rules));
  });

  it('refuses lots that name somebody who is not a candidate, and ballots that cannot be counted', () => {
    const parsed = parseRuleSet('plurality:lot=zoe');
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(tabulateRace(contest(['ana'], 1), parsed.rules, 'acclaim')).toMatchObject({
      status: 'refused',
      reason: 'rules-do-not-fit',
    });
    expect(tabulateRace(contest(['ana'], 1, { zoe: 1 }), plurality, 'acclaim')).toMatchObject({
      reason: 'unknown-candidate',
    });
  });
});
