import fc from 'fast-check';
import type { RaceCount } from './shown-round.ts';
import { voteFlow } from './vote-flow.ts';

type Tally = Readonly<Record<string, number>>;
type Transfers = readonly { readonly from: string; readonly to: Tally }[];

const inText = (tally: Tally) =>
  Object.fromEntries(Object.entries(tally).map(([id, votes]) => [id, votes.toFixed(5)]));

/** A count with these rounds, of candidates without a party but for `a`. */
function countOf(
  ballots: number,
  rounds: readonly { readonly tally: Tally; readonly transfers?: Transfers }[],
) {
  return {
    ballots,
    candidates: Object.keys(rounds[0]?.tally ?? {}).map((id) => ({
      candidate_id: id,
      name: `Name ${id}`,
      party_color: id === 'a' ? '#112233' : null,
    })),
    rounds: rounds.map(({ tally, transfers = [] }) => ({
      pass: 1,
      tally: inText(tally),
      elected: [],
      eliminated: [],
      transfers: transfers.map(({ from, to }) => ({ from, kind: 'elimination', to: inText(to) })),
    })),
  } as unknown as RaceCount;
}

/** The width at which a band begins and ends, by the numbers of its path. */
function widthOf(path: string): number {
  const numbers = path.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  return (numbers[8] ?? 0) - (numbers[6] ?? 0);
}

describe('the picture of where votes go', () => {
  it('has a bar for each round, and a band for what stays and what moves', () => {
    const flow = voteFlow(
      countOf(10, [
        { tally: { a: 4, b: 3, c: 2 }, transfers: [{ from: 'c', to: { b: 1, '#exhausted': 1 } }] },
        { tally: { a: 4, b: 4 } },
      ]),
    );
    expect(flow?.names).toEqual(['Name a', 'Name b', 'Name c']);
    expect(flow?.rounds.map(({ segments }) => segments.map(({ number }) => number))).toEqual([
      [1, 2, 3, undefined],
      [1, 2, undefined],
    ]);
    // a and b keep theirs, c gives one vote to b and one to nobody, and the blank ballot stays one.
    expect(flow?.links).toHaveLength(5);
    expect(flow?.links[0]?.color).toBe('#112233');
  });

  it('is absent where rounds do not follow from one another', () => {
    const two = countOf(9, [{ tally: { a: 5, b: 4 } }, { tally: { a: 1, b: 8 } }]);
    expect(voteFlow(two)).toBeUndefined();
    expect(voteFlow(countOf(9, [{ tally: { a: 5, b: 4 } }]))).toBeUndefined();
    const anew = countOf(9, [{ tally: { a: 5, b: 4 } }, { tally: { a: 5, b: 4 } }]);
    const rounds = anew.rounds.map((round, i) => ({ ...round, pass: i + 1 }));
    expect(voteFlow({ ...anew, rounds })).toBeUndefined();
  });

  it('loses no vote and makes none: the bands are as wide as the bars above and below', () => {
    const part = fc.nat(500);
    fc.assert(
      fc.property(part, part, part, part, part, part, (a, b, toA, toB, exhausted, blank) => {
        const c = toA + toB + exhausted;
        const flow = voteFlow(
          countOf(a + b + c + blank, [
            {
              tally: { a, b, c },
              transfers: [{ from: 'c', to: { a: toA, b: toB, '#exhausted': exhausted } }],
            },
            { tally: { a: a + toA, b: b + toB } },
          ]),
        );
        const links = (flow?.links ?? []).reduce((sum, { path }) => sum + widthOf(path), 0);
        for (const { segments } of flow?.rounds ?? []) {
          expect(segments.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(links, 0);
        }
        const right = Math.max(
          0,
          ...(flow?.rounds ?? []).flatMap(({ segments }) => segments.map(({ x, width }) => x + width)),
        );
        expect(right).toBeLessThanOrEqual((flow?.width ?? 0) + 0.001);
      }),
    );
  });
});
