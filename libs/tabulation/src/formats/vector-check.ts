import { formatUnits, parseDecimal, powerOfTen, sameDecimal } from '../decimal.ts';
import type { Round, TabulationAwaitsLot, TabulationComplete, TabulationResult } from '../result.ts';
import { INACTIVE_CAUSES } from '../result.ts';
import { tabulate } from '../tabulate.ts';
import type { ExpectedRound, ExpectedVotes, RcvVector } from './rcv-vector.ts';

/** One difference between a count and the published result. */
export interface Difference {
  readonly contest: string;
  /** `round 3`, `pass 2 round 1`, or `winners`. */
  readonly place: string;
  /** `tally of c4`, `threshold`, `elected` … */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** The comparison of a count with everything that the vector publishes about the contest. */
export interface VectorCheck {
  readonly contest: string;
  readonly rounds: number;
  readonly differences: readonly Difference[];
  /** The candidates on whom the lots of the count fell, according to the published stages. */
  readonly lots: readonly string[];
}

/**
 * Counts the contest of a vector under its rules and compares every round. If the law leaves a tie to a lot, its
 * outcome is taken from the published stages, because people drew it and it cannot be computed.
 */
export function checkVector(vector: RcvVector): VectorCheck {
  const lots: string[] = [];
  for (;;) {
    const rules = 'lot' in vector.rules ? { ...vector.rules, lot: lots } : vector.rules;
    const result = tabulate(vector.contest, rules);
    const drawn = result.status === 'awaits-lot' ? publishedLot(vector, result) : undefined;
    if (drawn === undefined || lots.length > vector.contest.candidates.length) {
      const rounds = result.status === 'refused' ? 0 : result.rounds.length;
      return { contest: vector.name, rounds, differences: compareWithVector(vector, result), lots };
    }
    lots.push(drawn);
  }
}

/** The candidate whose votes the published count transferred after the stage in which our count stopped. */
function publishedLot(vector: RcvVector, { rounds, tie }: TabulationAwaitsLot): string | undefined {
  const source = vector.passes[0]?.rounds[rounds.length + 1]?.source;
  return source !== undefined && tie.candidates.includes(source) ? source : undefined;
}

function compareWithVector(vector: RcvVector, result: TabulationResult): Difference[] {
  const differences: Difference[] = [];
  const report = (place: string) => (what: string, expected: string, found: string) => {
    differences.push({ contest: vector.name, place, what, expected, found });
  };
  if (result.status !== 'complete') {
    report('count')('status', 'complete', describe(result));
    return differences;
  }
  compareSets(report('result'), 'winners', vector.winners, result.winners);
  vector.passes.forEach((pass, index) => {
    const rounds = result.rounds.filter((round) => round.pass === index + 1);
    const name = vector.passes.length > 1 ? `pass ${index + 1} ` : '';
    if (rounds.length !== pass.rounds.length) {
      report(`${name}rounds`)('number of rounds', String(pass.rounds.length), String(rounds.length));
    }
    pass.rounds.forEach((expected, position) => {
      const round = rounds[position];
      if (round === undefined) return;
      const at = report(`${name}round ${position + 1}`);
      if (vector.layout === 'rounds') compareRound(at, expected, round);
      else compareStage(at, expected, round, rounds[position - 1]);
    });
  });
  const passes = new Set(result.rounds.map((round) => round.pass)).size;
  if (passes !== vector.passes.length) {
    report('result')('number of passes', String(vector.passes.length), String(passes));
  }
  return differences;
}

type Report = (what: string, expected: string, found: string) => void;

function compareRound(report: Report, expected: ExpectedRound, round: Round): void {
  compareVotes(report, 'tally', expected.tally, round.tally, 'exact-keys');
  compareThreshold(report, expected, round);
  compareSets(report, 'elected', expected.elected, candidatesOf(round.elected));
  compareSets(report, 'eliminated', expected.eliminated, candidatesOf(round.eliminated));
  if (expected.inactive !== undefined) {
    compareVotes(report, 'inactive', expected.inactive, round.inactive, 'expected-keys');
  }
  for (const { from, to } of expected.transfers ?? []) {
    const found = round.transfers.find((transfer) => transfer.from === from)?.to ?? {};
    compareVotes(report, `transfers from ${from}`, to, found, 'exact-keys');
  }
}

/**
 * Compares a round with a stage of an official declaration. A stage also lists excluded candidates, with no votes, and
 * its eliminated candidates are those whose transfer led to it.
 */
function compareStage(
  report: Report,
  expected: ExpectedRound,
  round: Round,
  previous: Round | undefined,
): void {
  compareVotes(report, 'tally', expected.tally, round.tally, 'missing-is-zero');
  compareThreshold(report, expected, round);
  compareSets(report, 'elected', expected.elected, candidatesOf(round.elected));
  compareSets(report, 'eliminated', expected.eliminated, candidatesOf(previous?.eliminated ?? []));
  if (expected.nonTransferable !== undefined) {
    const found = sumOf(
      INACTIVE_CAUSES.filter((cause) => cause !== 'undervotes').map((cause) => round.inactive[cause]),
    );
    if (!sameDecimal(expected.nonTransferable, found))
      report('non-transferable', expected.nonTransferable, found);
  }
}

function compareThreshold(report: Report, expected: ExpectedRound, round: Round): void {
  if (expected.threshold === undefined) return;
  const found = round.threshold ?? 'none';
  if (!sameDecimal(expected.threshold, found)) report('threshold', expected.threshold, found);
}

function compareVotes(
  report: Report,
  what: string,
  expected: ExpectedVotes,
  found: ExpectedVotes,
  keys: 'exact-keys' | 'expected-keys' | 'missing-is-zero',
): void {
  const names =
    keys === 'expected-keys' ? Object.keys(expected) : [...Object.keys(expected), ...Object.keys(found)];
  const missing = keys === 'exact-keys' ? 'none' : '0';
  for (const name of new Set(names)) {
    const expectedVotes = (Object.hasOwn(expected, name) ? expected[name] : undefined) ?? missing;
    const foundVotes = (Object.hasOwn(found, name) ? found[name] : undefined) ?? missing;
    if (!sameDecimal(expectedVotes, foundVotes)) report(`${what} of ${name}`, expectedVotes, foundVotes);
  }
}

function compareSets(
  report: Report,
  what: string,
  expected: readonly string[],
  found: readonly string[],
): void {
  const expectedText = [...expected].sort().join(' ');
  const foundText = [...found].sort().join(' ');
  if (expectedText !== foundText) report(what, expectedText, foundText);
}

function candidatesOf(entries: readonly { readonly candidate: string }[]): string[] {
  return entries.map(({ candidate }) => candidate);
}

function sumOf(texts: readonly string[]): string {
  const decimals = texts.flatMap((text) => parseDecimal(text) ?? []);
  const scale = Math.max(0, ...decimals.map((decimal) => decimal.scale));
  const units = decimals.reduce(
    (sum, decimal) => sum + decimal.units * powerOfTen(scale - decimal.scale),
    0n,
  );
  return formatUnits(units, scale);
}

function describe(result: Exclude<TabulationResult, TabulationComplete>): string {
  switch (result.status) {
    case 'awaits-lot':
      return `a lot between ${result.tie.candidates.join(', ')}`;
    case 'refused':
      return `refused: ${result.reason} (${result.detail.en})`;
  }
}
