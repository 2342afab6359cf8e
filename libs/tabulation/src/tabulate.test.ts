import type { Contest, Rank } from './contest.ts';
import type { TabulationResult } from './result.ts';
import { parseRuleSet } from './rule-set-text.ts';
import { tabulate } from './tabulate.ts';

/**
 * Builds a contest from texts such as `3 a>b`: the number of ballots and their ranks, `-` if skipped, `a=b` an
 * overvote.
 */
function contest(ballots: readonly string[], seats = 1, ids = 'abcde'): Contest {
  const used = new Set(ballots.join('').match(/[a-z]/g));
  return {
    candidates: Array.from(ids)
      .filter((id) => used.has(id))
      .map((id) => ({ id, name: id.toUpperCase() })),
    ballots: ballots.map((text) => {
      const [count, ranking = ''] = text.split(' ');
      const ranks = ranking === '' ? [] : ranking.split('>');
      return {
        count: Number(count),
        ranks: ranks.map((rank): Rank => (rank === '-' ? [] : rank.split('='))),
      };
    }),
    seats,
  };
}

function count(counted: Contest, rules: string): TabulationResult {
  const parsed = parseRuleSet(rules);
  if (!parsed.ok) throw new Error(parsed.problem);
  return tabulate(counted, parsed.rules);
}

const tallies = (result: TabulationResult): unknown =>
  result.status === 'refused' ? result.reason : result.rounds.map((round) => round.tally);

describe('plurality', () => {
  test('the candidates with the most first choices take the seats, and other ranks do not matter', () => {
    const result = count(contest(['3 a>b', '2 b', '4 c>a', '2'], 2), 'plurality');
    expect(result).toMatchObject({
      status: 'complete',
      ballots: '11',
      winners: ['c', 'a'],
      rounds: [{ tally: { a: '3', b: '2', c: '4' }, inactive: { undervotes: '2' }, eliminated: [] }],
    });
  });

  test('a tie for the last seat waits for a lot', () => {
    const tied = contest(['3 a', '2 b', '2 c'], 2);
    expect(count(tied, 'plurality')).toMatchObject({
      status: 'awaits-lot',
      tie: { purpose: 'elect', candidates: ['b', 'c'] },
      rounds: [],
      openRound: { tally: { a: '3', b: '2', c: '2' }, elected: [{ candidate: 'a', reason: 'most-votes' }] },
    });
    expect(count(tied, 'plurality:lot=c')).toMatchObject({
      winners: ['a', 'c'],
      rounds: [{ ties: [{ chosen: 'c', method: { kind: 'lot', among: ['b', 'c'] } }] }],
    });
    expect(count(tied, 'plurality:order=b/c/a')).toMatchObject({
      winners: ['a', 'b'],
      rounds: [{ ties: [{ chosen: 'b', method: { kind: 'order' } }] }],
    });
  });

  test('a lot that fell on a candidate outside the tie does not break it', () => {
    expect(count(contest(['2 b', '2 c', '1 a']), 'plurality:lot=a').status).toBe('awaits-lot');
  });
});

describe('a referendum', () => {
  const law = (yes: number, no: number, blank = 0): Contest => ({
    candidates: [
      { id: 'oui', name: 'Oui' },
      { id: 'non', name: 'Non' },
    ],
    ballots: [
      { ranks: [['oui']], count: yes },
      { ranks: [['non']], count: no },
      { ranks: [], count: blank },
    ],
    seats: 1,
  });

  test.each([
    [law(51, 49), 'referendum', 'adopted', '51'],
    [law(50, 50), 'referendum', 'tied', '51'],
    [law(49, 51), 'referendum', 'rejected', '51'],
    [law(50, 49), 'referendum', 'adopted', '50'],
    [law(50, 50), 'referendum:comparison=at-least', 'adopted', '50'],
    [law(60, 40), 'referendum:threshold=60', 'rejected', '61'],
    [law(60, 40), 'referendum:threshold=60,comparison=at-least', 'adopted', '60'],
    [law(2, 1), 'referendum:threshold=66.67,comparison=at-least', 'rejected', '3'],
    [law(80, 40), 'referendum:threshold=2/3,comparison=at-least', 'adopted', '80'],
    [law(79, 41), 'referendum:threshold=2/3,comparison=at-least', 'rejected', '80'],
    [law(80, 40), 'referendum:threshold=66.67%,comparison=at-least', 'rejected', '81'],
    [law(80, 40), 'referendum:threshold=66.66%,comparison=at-least', 'adopted', '80'],
    [law(80, 20, 20), 'referendum:threshold=2/3,comparison=at-least,base=cast', 'adopted', '80'],
    [law(79, 20, 21), 'referendum:threshold=2/3,comparison=at-least,base=cast', 'rejected', '80'],
    [law(0, 0, 9), 'referendum:comparison=at-least', 'rejected', '1'],
    [law(51, 49, 10), 'referendum:base=cast', 'rejected', '56'],
    [law(51, 49), 'referendum:base=electors,electors=200', 'rejected', '101'],
    [law(0, 0), 'referendum', 'rejected', '1'],
    [law(49, 51), 'referendum:proposal=non', 'adopted', '51'],
  ])('%#: %j', (counted, rules, verdict, required) => {
    expect(count(counted, rules)).toMatchObject({ referendum: { verdict, required } });
  });

  test('the quorum counts all ballots cast, including blank ones', () => {
    expect(count(law(30, 5, 4), 'referendum:quorum=40,electors=100')).toMatchObject({
      winners: [],
      referendum: { verdict: 'quorum-not-met', quorum: '40' },
    });
    expect(count(law(30, 5, 5), 'referendum:quorum=40,electors=100')).toMatchObject({
      winners: ['oui'],
      referendum: { verdict: 'adopted', quorum: '40' },
    });
  });

  test('a quorum may be a number of ballots, and the larger of two quorums applies', () => {
    expect(count(law(30, 5, 4), 'referendum:quorumBallots=40')).toMatchObject({
      referendum: { verdict: 'quorum-not-met', quorum: '40' },
    });
    expect(count(law(30, 5, 5), 'referendum:quorumBallots=40')).toMatchObject({
      referendum: { verdict: 'adopted', quorum: '40' },
    });
    expect(count(law(30, 5, 5), 'referendum:quorumBallots=40,quorum=50,electors=100')).toMatchObject({
      referendum: { verdict: 'quorum-not-met', quorum: '50' },
    });
  });

  test('a quorum needs the number of electors, and the proposal must be a candidate', () => {
    expect(count(law(1, 1), 'referendum:quorum=40')).toMatchObject({ reason: 'rules-do-not-fit' });
    expect(count(law(1, 1), 'referendum:proposal=yes')).toMatchObject({ reason: 'rules-do-not-fit' });
  });
});

describe('instant-runoff voting', () => {
  test('the last candidate is eliminated until one has a majority of the active votes', () => {
    expect(count(contest(['5 a>b', '4 b>a', '2 c>b>a', '1 c', '1']), 'irv')).toMatchObject({
      winners: ['b'],
      rounds: [
        {
          tally: { a: '5', b: '4', c: '3' },
          threshold: '7',
          eliminated: [{ candidate: 'c', reason: 'fewest-votes' }],
          transfers: [{ from: 'c', kind: 'elimination', to: { b: '2', '#exhausted': '1' } }],
        },
        {
          tally: { a: '5', b: '6' },
          threshold: '6',
          inactive: { undervotes: '1', exhaustedChoices: '1' },
          elected: [{ candidate: 'b', reason: 'reached-threshold' }],
        },
      ],
    });
  });

  test('an earlier round breaks a tie, otherwise a lot', () => {
    const tied = contest(['5 a', '3 b', '2 c', '1 d>c']);
    expect(count(tied, 'irv')).toMatchObject({
      winners: ['a'],
      rounds: [
        { eliminated: [{ candidate: 'd' }] },
        {
          tally: { a: '5', b: '3', c: '3' },
          eliminated: [{ candidate: 'c', reason: 'lost-tie' }],
          ties: [
            {
              purpose: 'eliminate',
              candidates: ['b', 'c'],
              chosen: 'c',
              method: { kind: 'earlier-round', round: 1 },
            },
          ],
        },
        { tally: { a: '5', b: '3' } },
      ],
    });
    expect(count(tied, 'irv:ties=lot')).toMatchObject({
      status: 'awaits-lot',
      tie: { purpose: 'eliminate', candidates: ['b', 'c'] },
      rounds: [{ number: 1 }],
    });
    expect(count(tied, 'irv:ties=lot,lot=b')).toMatchObject({
      rounds: [{}, { eliminated: [{ candidate: 'b' }], ties: [{ method: { kind: 'lot' } }] }, {}],
    });
  });

  test('candidates who cannot win are eliminated together if the rules ask for it', () => {
    const many = contest(['9 a', '8 b', '2 c', '1 d']);
    expect(tallies(count(many, 'irv:batchElimination=true'))).toEqual([
      { a: '9', b: '8', c: '2', d: '1' },
      { a: '9', b: '8' },
    ]);
  });

  test('the rules may ask for a majority of the first round, and for a count down to two candidates', () => {
    const exhausting = contest(['4 a', '3 b', '2 c']);
    expect(count(exhausting, 'irv:majorityOf=first-round')).toMatchObject({
      winners: ['a'],
      rounds: [{ threshold: '5' }, { threshold: '5', elected: [{ reason: 'most-votes' }] }],
    });
    const clear = contest(['8 a', '3 b', '2 c']);
    expect(tallies(count(clear, 'irv'))).toHaveLength(1);
    expect(tallies(count(clear, 'irv:continueUntilTwo=true'))).toEqual([
      { a: '8', b: '3', c: '2' },
      { a: '8', b: '3', c: '2' },
      { a: '8', b: '3' },
    ]);
  });

  test('skipped ranks, overvotes and repeated candidates are treated as the rules say', () => {
    const marks = contest(['3 a', '4 b', '1 -', '1 -.-.a'.replaceAll('.', '>'), '1 b=c>a', '1 b>b>a']);
    const inactive = (rules: string): unknown => {
      const result = count(marks, rules);
      return result.status === 'complete' ? result.rounds[0]?.inactive : result.status;
    };
    expect(inactive('irv')).toMatchObject({ undervotes: '1', overvotes: '1', skippedRankings: '0' });
    expect(inactive('irv:maxSkippedRanksAllowed=1')).toMatchObject({ skippedRankings: '1' });
    expect(inactive('irv:overvoteRule=alwaysSkipToNextRank,order=a/b/c')).toMatchObject({ overvotes: '0' });
    expect(inactive('irv:maxRankingsAllowed=2')).toMatchObject({ undervotes: '2' });
    const repeated = contest(['1 a>a>b', '2 b', '2 c']);
    expect(count(repeated, 'irv:exhaustOnDuplicateCandidate=true,order=b/c/a')).toMatchObject({
      rounds: [{}, { inactive: { repeatedRankings: '1' } }],
    });
  });

  test('fills one seat only', () => {
    expect(count(contest(['1 a', '1 b'], 2), 'irv')).toMatchObject({ reason: 'rules-do-not-fit' });
  });
});

describe('Scottish STV', () => {
  test('a small count by hand: quota 21 of 60 papers for two seats', () => {
    // A has 25 votes, so 4 to transfer. Each of the 25 papers is transferred at 4/25 = 0.16.
    const small = contest(['15 a>b', '10 a>c', '18 b', '9 c', '8 d>c'], 2);
    expect(count(small, 'scottish-stv-2011')).toMatchObject({
      winners: ['a', 'b'],
      rounds: [
        {
          tally: { a: '25.00000', b: '18.00000', c: '9.00000', d: '8.00000' },
          threshold: '21.00000',
          transfers: [{ from: 'a', kind: 'surplus', to: { b: '2.40000', c: '1.60000' } }],
        },
        {
          tally: { a: '21.00000', b: '20.40000', c: '10.60000', d: '8.00000' },
          transfers: [{ from: 'd', kind: 'elimination', to: { c: '8.00000' } }],
        },
        {
          tally: { a: '21.00000', b: '20.40000', c: '18.60000' },
          eliminated: [{ candidate: 'c' }],
        },
        {
          tally: { a: '21.00000', b: '20.40000' },
          elected: [{ candidate: 'b', reason: 'as-many-candidates-as-seats' }],
        },
      ],
    });
  });

  test('a lot decides which of two equal surpluses is transferred first', () => {
    const equal = contest(['8 a>c', '8 b>d', '2 c', '2 d', '1 e'], 3);
    expect(count(equal, 'scottish-stv-2011')).toMatchObject({
      status: 'awaits-lot',
      tie: { purpose: 'transfer-first', candidates: ['a', 'b'] },
    });
    const drawn = count(equal, 'scottish-stv-2011:lot=b');
    if (drawn.status === 'refused') throw new Error(drawn.detail.en);
    expect(drawn.rounds.slice(0, 2)).toMatchObject([
      { ties: [{ chosen: 'b', method: { kind: 'lot' } }], transfers: [{ from: 'b' }] },
      { ties: [], transfers: [{ from: 'a' }] },
    ]);
  });

  test('a paper without a clear first preference is not valid, and a gap ends a paper', () => {
    const result = count(
      contest(['5 a', '1 a=b', '1 ->a', '3 b', '2 c>-.a'.replace('.', '>')], 1),
      'scottish-stv-2011',
    );
    expect(result).toMatchObject({
      rounds: [
        { threshold: '6.00000', inactive: { overvotes: '1.00000', skippedRankings: '1.00000' } },
        { inactive: { skippedRankings: '3.00000' } },
        { tally: { a: '5.00000' } },
      ],
    });
  });
});

describe('the options of RCTab that ask an official', () => {
  const tied = contest(['3 a', '2 b', '2 c', '1 d']);

  test.each(['stopCountingAndAsk', 'previousRoundCountsThenAsk'])('%s', (mode) => {
    expect(count(tied, `rctab:tiebreakMode=${mode}`)).toMatchObject({
      status: 'awaits-lot',
      tie: { purpose: 'eliminate', candidates: ['b', 'c'] },
      rounds: [{ eliminated: [{ candidate: 'd' }] }],
    });
    expect(count(tied, `rctab:tiebreakMode=${mode},decisions=b`)).toMatchObject({
      winners: ['a'],
      rounds: [{}, { eliminated: [{ candidate: 'b' }], ties: [{ method: { kind: 'decision' } }] }, {}],
    });
  });
});

describe('a contest that cannot be counted', () => {
  const good = contest(['1 a', '1 b']);
  test.each([
    [{ ...good, candidates: [] }, 'no-candidates'],
    [{ ...good, candidates: good.candidates.map((c) => ({ ...c, excluded: true })) }, 'no-candidates'],
    [{ ...good, candidates: [...good.candidates, ...good.candidates] }, 'duplicate-candidate'],
    [
      { ...good, candidates: good.candidates.map((c) => ({ ...c, undeclaredWriteIns: true })) },
      'duplicate-candidate',
    ],
    [{ ...good, ballots: [{ ranks: [['x']], count: 1 }] }, 'unknown-candidate'],
    [{ ...good, ballots: [{ ranks: [], count: 1.5 }] }, 'invalid-ballot-count'],
    [{ ...good, ballots: [{ ranks: [], count: -1 }] }, 'invalid-ballot-count'],
    [
      {
        ...good,
        ballots: [
          { ranks: [['a']], count: Number.MAX_SAFE_INTEGER },
          { ranks: [['b']], count: 1 },
        ],
      },
      'too-many-ballots',
    ],
    [{ ...good, seats: -1 }, 'invalid-seats'],
    [{ ...good, ballots: { choices: Uint8Array.of(2), offsets: Uint32Array.of(0, 1) } }, 'unknown-candidate'],
    [
      { ...good, ballots: { choices: Uint8Array.of(0), offsets: Uint32Array.of(0, 2) } },
      'invalid-packed-ballots',
    ],
    [{ ...good, ballots: { choices: Uint8Array.of(), offsets: Uint32Array.of() } }, 'invalid-packed-ballots'],
    [
      { ...good, ballots: { choices: Uint8Array.of(0), offsets: Uint32Array.of(0, 1, 0, 1) } },
      'invalid-packed-ballots',
    ],
    [
      {
        ...good,
        ballots: { choices: Uint8Array.of(0), offsets: Uint32Array.of(0, 1), counts: Float64Array.of(0.5) },
      },
      'invalid-ballot-count',
    ],
    [
      {
        ...good,
        ballots: { choices: Uint8Array.of(0), offsets: Uint32Array.of(0, 1), counts: Uint32Array.of(1, 2) },
      },
      'invalid-packed-ballots',
    ],
  ])('%#: is refused', (counted, reason) => {
    expect(count(counted, 'plurality')).toMatchObject({ status: 'refused', reason });
  });

  test.each(['scottish-stv-2011', 'wigm-prf', 'meek-prf', 'plurality', 'rctab'])(
    '%s without a seat',
    (rules) => {
      expect(count({ ...good, seats: 0 }, rules)).toMatchObject({ reason: 'rules-do-not-fit' });
    },
  );

  test('because of an overvote whose candidates are unknown, if the rules need them', () => {
    const overvoted: Contest = { ...good, ballots: [{ ranks: [['#overvote'], ['a']], count: 1 }] };
    for (const rules of ['irv', 'rctab']) {
      expect(count(overvoted, `${rules}:overvoteRule=exhaustIfMultipleContinuing`)).toMatchObject({
        reason: 'rules-do-not-fit',
      });
    }
    expect(count(overvoted, 'rctab:overvoteRule=alwaysSkipToNextRank')).toMatchObject({ winners: ['a'] });
  });

  test('packed ballots may have counts and repeat a candidate', () => {
    const packed: Contest = {
      ...good,
      ballots: {
        choices: Int16Array.of(0, 1, 0, 1),
        offsets: Uint32Array.of(0, 1, 4, 4),
        counts: Uint32Array.of(5, 3, 2),
      },
    };
    expect(count(packed, 'rctab:exhaustOnDuplicateCandidate=true')).toMatchObject({
      ballots: '10',
      rounds: [{ tally: { a: '5', b: '3' }, inactive: { undervotes: '2' } }],
    });
    expect(count(packed, 'scottish-stv-2011')).toMatchObject({ winners: ['a'] });
  });
});
