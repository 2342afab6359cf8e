import type { Draws } from '@scrutin/tabulation';
import { contestOfSelections, parseShare, tabulate } from '@scrutin/tabulation';
import { SIMPLE_MAJORITY } from '../contests/law.ts';
import type { ResultsVisibility } from '../contests/results-visibility.ts';
import type { ContestState } from '../life/lifecycle.ts';
import { CONTEST_STATES } from '../life/lifecycle.ts';
import {
  countingRefusal,
  drawsOf,
  isComplete,
  lookRefusal,
  publicationRefusal,
  ruleSetOfLaw,
  rulesToCountBy,
} from './counting-rules.ts';

test('a contest is counted after the closing, or while it is open if its results are live', () => {
  const window = { opensAtMs: 1_000, closesAtMs: 2_000 };
  const refusal = (state: ContestState, resultsVisibility: ResultsVisibility) => {
    const status = state === 'open' || state === 'closed' ? 'scheduled' : state;
    const nowMs = { draft: 0, scheduled: 0, open: 1_000, closed: 2_000, certified: 3_000 }[state];
    return countingRefusal({ status, window, resultsVisibility }, nowMs);
  };
  const countable = (visibility: ResultsVisibility) =>
    CONTEST_STATES.filter((state) => refusal(state, visibility) === undefined);
  expect(countable('live')).toEqual(['open', 'closed']);
  expect(countable('after-closing')).toEqual(['closed']);
  expect(refusal('draft', 'live')?.detail).toMatch(/It is a draft/);
  expect(refusal('certified', 'live')?.detail).toMatch(/final/);
});

test('a count may be looked at as soon as the results are public, also after the certification', () => {
  const window = { opensAtMs: 1_000, closesAtMs: Date.UTC(2025, 9, 1, 12) };
  const refusal = (resultsVisibility: ResultsVisibility, nowMs: number) =>
    lookRefusal({ window, resultsVisibility, timeZone: 'America/Toronto' }, nowMs);
  expect(refusal('live', 2_000)).toBeUndefined();
  expect(refusal('after-closing', window.closesAtMs)).toBeUndefined();
  expect(refusal('after-closing', window.closesAtMs - 1)).toMatchObject({
    kind: 'state-forbids',
    detail: expect.stringMatching(
      /public after the closing, on 1 October 2025 at 08:00 \(America\/Toronto\), 12:00 UTC/,
    ) as string,
  });
});

test('a contest is counted by its own rules, to which nothing may be added', () => {
  expect(rulesToCountBy('irv:ties=earlier-rounds', 'irv')).toMatchObject({
    ok: true,
    value: { rule: 'irv' },
  });
  expect(rulesToCountBy('irv:lot=a', 'irv')).toMatchObject({
    kind: 'invalid',
    detail: expect.stringMatching(/a lot is put on record/) as string,
  });
  expect(rulesToCountBy('plurality', 'irv')).toMatchObject({
    kind: 'invalid',
    detail: expect.stringMatching(/counted by irv/) as string,
  });
  expect(rulesToCountBy('none', 'irv')).toMatchObject({
    kind: 'invalid',
    detail: expect.stringMatching(/cannot be read/) as string,
  });
  expect(ruleSetOfLaw({ ...SIMPLE_MAJORITY, threshold: parseShare('3/5') }, undefined)).toBe(
    'referendum:threshold=60%,comparison=at-least',
  );
  expect(ruleSetOfLaw({ ...SIMPLE_MAJORITY, quorumShare: parseShare('2/5') }, 300n)).toBe(
    'referendum:quorum=40%,electors=300',
  );
});

describe('a count is published only', () => {
  const candidates = ['a', 'b'].map((id) => ({ id, name: id }));
  const selections = ['a', 'b'].map((selection) => ({ selection, ballots: 2n }));
  const countBy = (ruleSet: string, draws?: Draws) => {
    const rules = rulesToCountBy(ruleSet, ruleSet);
    if (!rules.ok) throw new Error(rules.detail);
    return { ruleSet, result: tabulate(contestOfSelections(candidates, selections, 1), rules.value, draws) };
  };

  test('if it is complete', () => {
    const undecided = countBy('plurality');
    expect(isComplete(undecided.result)).toBe(false);
    expect(publicationRefusal(undecided, 'plurality')?.detail).toMatch(/is not complete/);
    const lots = [{ purpose: 'elect', tied: ['b', 'a'], chosen: 'b' }] as const;
    const decided = countBy('plurality', drawsOf('plurality', lots));
    expect(publicationRefusal(decided, 'plurality')).toBeUndefined();
    expect(isComplete(null)).toBe(false);
  });

  test('if it was made by the rules of the contest', () => {
    expect(publicationRefusal(countBy('plurality:lot=b'), 'irv')?.detail).toMatch(
      /this count was by plurality:lot=b/,
    );
  });

  test('if no tie was broken by the order of the ballot', () => {
    expect(publicationRefusal(countBy('wigm-prf'), 'wigm-prf')?.detail).toMatch(
      /^Nobody drew for the tie of a, b/,
    );
    const drawn = 'wigm-prf:order=b/a';
    expect(publicationRefusal(countBy(drawn), drawn)).toBeUndefined();
    const named = 'rctab:tiebreakMode=useCandidateOrder';
    expect(publicationRefusal(countBy(named), named)).toBeUndefined();
    expect(countBy(named, drawsOf(named, [])).result.status).toBe('complete');
    expect(countBy('rctab', drawsOf('rctab', [])).result.status).toBe('awaits-lot');
  });
});
