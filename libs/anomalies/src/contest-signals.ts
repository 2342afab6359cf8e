import type { ContestCounts, Electorate, Outcome } from './counts.ts';
import { OUTCOMES } from './counts.ts';
import type { Criterion, History, Judged, Observed } from './rate-baseline.ts';
import { judgeCount, NO_HISTORY, sumOf } from './rate-baseline.ts';
import type { Anomaly, WatchedSignal } from './signal.ts';

const USUAL = { dispersion: 3, spread: 0.3, leastEvents: 20, leastRatio: 3 } as const;
const assumed = (rate: number): Criterion => ({ ...USUAL, assumption: { rate, cases: 1_000 } });

/** The outcomes that are judged against all submissions of their contest, and the share that is assumed at first. */
const REJECTIONS: readonly {
  readonly signal: WatchedSignal;
  readonly outcome: Outcome;
  readonly criterion: Criterion;
}[] = [
  { signal: 'unknown-credentials', outcome: 'unknown-credential', criterion: assumed(0.02) },
  { signal: 'duplicates', outcome: 'already-voted', criterion: assumed(0.01) },
  { signal: 'wrong-regions', outcome: 'wrong-region', criterion: assumed(0.01) },
  { signal: 'void-credentials', outcome: 'void-credential', criterion: assumed(0.005) },
  { signal: 'refused-guesses', outcome: 'guess-refused', criterion: assumed(0.005) },
];

/**
 * Judges rejections, contest by contest and window by window, by the share that they had in the earlier windows of the
 * same contest.
 */
export function rejectionAnomalies(counts: readonly ContestCounts[]): Anomaly<WatchedSignal>[] {
  return [...byContest(counts)].flatMap(([contest, windows]) =>
    REJECTIONS.flatMap(({ signal, outcome, criterion }) =>
      judgeInTurn(windows, criterion, ({ outcomes }) => ({
        events: outcomes[outcome] ?? 0,
        cases: submissionsIn(outcomes),
      })).map(({ window, judged, earlier }) => ({
        signal,
        subject: contest,
        window,
        ...judged,
        baseline: shareText(earlier, criterion, 'submissions of this contest'),
      })),
    ),
  );
}

/** The share of a race in the votes of its election is compared with this much freedom: habits differ by region. */
const TURNOUT = { dispersion: 3, spread: 0.7, leastEvents: 50, leastRatio: 3 } as const;
/** The rolls say as much about the share of a race as this many of its votes. */
const ROLL_VOTES = 10;

/**
 * Judges the valid votes of each race by those of the other races of its election in the same window. The hour of the
 * day therefore plays no role. The baseline is the size of the rolls, and later the share that the race had before. A law,
 * or an election with one race, has nothing to be compared with.
 */
export function turnoutAnomalies(
  counts: readonly ContestCounts[],
  electorates: readonly Electorate[],
): Anomaly<WatchedSignal>[] {
  const voters = new Map(electorates.map((each) => [each.contest, each.voters]));
  const races = [...byContest(counts)].filter(([contest]) => contest.startsWith('election:'));
  return races.flatMap(([contest, windows]) => {
    const rivals = races.filter(([other]) => other !== contest && electionOf(other) === electionOf(contest));
    const others = sumOf([...voters], ([other, number]) =>
      other !== contest && electionOf(other) === electionOf(contest) ? number : 0,
    );
    const own = voters.get(contest) ?? 0;
    if (rivals.length === 0 || own === 0 || others === 0) return [];
    const elsewhere = new Map<number, number>();
    for (const { window, outcomes } of rivals.flatMap(([, theirs]) => theirs)) {
      elsewhere.set(window, (elsewhere.get(window) ?? 0) + (outcomes.valid ?? 0));
    }
    const rate = own / others;
    const criterion = { ...TURNOUT, assumption: { rate, cases: ROLL_VOTES / rate } };
    return judgeInTurn(windows, criterion, ({ window, outcomes }) => ({
      events: outcomes.valid ?? 0,
      cases: elsewhere.get(window) ?? 0,
    })).map(({ window, judged, earlier }) => ({
      signal: 'turnout' as const,
      subject: contest,
      window,
      ...judged,
      baseline: `${own} of ${own + others} voters on the rolls, and ${earlier.events} votes here for ${earlier.cases} in the other races in ${windowsText(earlier)}`,
    }));
  });
}

interface JudgedWindow {
  readonly window: number;
  readonly judged: Judged;
  readonly earlier: History;
}

/**
 * Judges windows in the order of time, each by the earlier ones. A window that is an anomaly is left out of the baseline
 * of the later ones, so that an attack does not become the custom. Returns the anomalies.
 */
export function judgeInTurn<T extends { readonly window: number }>(
  windows: readonly T[],
  criterion: Criterion,
  observe: (window: T) => Observed,
): JudgedWindow[] {
  const found: JudgedWindow[] = [];
  const history: Observed[] = [];
  let earlier = { ...NO_HISTORY, windows: history };
  for (const each of [...windows].sort((a, b) => a.window - b.window)) {
    const observed = observe(each);
    if (observed.cases === 0) continue;
    const judged = judgeCount(observed, earlier, criterion);
    if (judged !== undefined) {
      found.push({ window: each.window, judged, earlier: { ...earlier, windows: [...history] } });
      continue;
    }
    history.push(observed);
    earlier = {
      events: earlier.events + observed.events,
      cases: earlier.cases + observed.cases,
      windows: history,
    };
  }
  return found;
}

/** "1.3 % of 2140 … in 12 earlier windows, and 2 % of 1000 assumed". */
export function shareText(earlier: History, { assumption }: Criterion, cases: string): string {
  const atFirst = `${percentText(assumption.rate)} of ${Math.round(assumption.cases)} assumed`;
  if (earlier.cases === 0) return `${atFirst}, because nothing is earlier`;
  const share = percentText(earlier.events / earlier.cases);
  return `${share} of ${earlier.cases} ${cases} in ${windowsText(earlier)}, and ${atFirst}`;
}

function windowsText({ windows: { length } }: History): string {
  return length === 1 ? '1 earlier window' : `${length} earlier windows`;
}

function percentText(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

function submissionsIn(outcomes: ContestCounts['outcomes']): number {
  return sumOf(OUTCOMES, (outcome) => outcomes[outcome] ?? 0);
}

function byContest(counts: readonly ContestCounts[]): Map<string, ContestCounts[]> {
  return Map.groupBy(counts, ({ contest }) => contest);
}

/** `election:ID` of a race. */
function electionOf(contest: string): string {
  return contest.split(':', 2).join(':');
}
