import { explainRound, undrawnTie } from '@scrutin/tabulation';
import type { Contest, Locale, RuleSet, TabulationResult } from '@scrutin/tabulation';
import { roundsCsv } from './rounds-csv.ts';
import { roundsOf, roundsTable } from './rounds-table.ts';
import type { Counted } from './rounds-table.ts';

export interface CountView {
  readonly csv?: boolean;
  readonly explain?: boolean;
  readonly lang: Locale;
}

/** What was counted: `ballotsDigest` is known of ballots from the database. */
export interface CountedContest {
  readonly title: string;
  readonly contest: Contest;
  readonly ballotsDigest?: string;
}

/** What to draw before the count can be published, when the order of the ballot broke a tie; else undefined. */
export function tieWarning(result: TabulationResult, rules: RuleSet): string | undefined {
  const tie = undrawnTie(result, rules);
  return tie === undefined
    ? undefined
    : `Warning: a tie of ${tie.candidates.join(', ')} was broken by the order of the ballot: draw an order of the ` +
        'candidates, give it with order=, and count again.';
}

/** What to do with a count that is on record. */
export function whatNext(id: string, result: TabulationResult, rules: RuleSet): string {
  if (result.status !== 'complete') {
    return `it is not published: draw the lot and count again with ${lotOption(rules)}=.`;
  }
  return undrawnTie(result, rules) === undefined
    ? `\`tabulate publish ${id}\` makes it public.`
    : 'it is not published: draw an order and count again with order=.';
}

/** Where a rule set takes what was drawn or decided. */
function lotOption(rules: RuleSet): string {
  if (rules.rule === 'rctab') return 'decisions';
  return 'lot' in rules ? 'lot' : 'order';
}

/** The result for people: the rounds as a table, as CSV or in sentences, and what they came to. */
export function showCount(result: TabulationResult, counted: CountedContest, view: CountView): string {
  if (result.status === 'refused') return `Not counted: ${result.reason} (${result.detail}).`;
  const { title, contest, ballotsDigest } = counted;
  if (view.csv === true) return roundsCsv(result, contest);
  const body = view.explain === true ? explanation(result, contest, view.lang) : roundsTable(result, contest);
  return [
    `${title}: ${result.ballots} ballots, ${result.seats} seat(s), ${result.rules}`,
    ...(ballotsDigest === undefined ? [] : [`SHA-256 of the ballots: ${ballotsDigest}`]),
    body,
    outcome(result, contest),
  ].join('\n');
}

function explanation(result: Counted, contest: Contest, lang: Locale): string {
  const rounds = roundsOf(result);
  const passes = Math.max(1, ...rounds.map((round) => round.pass));
  return rounds.map((round) => explainRound(round, contest.candidates, lang, passes).join('\n  ')).join('\n');
}

function outcome(result: Counted, contest: Contest): string {
  const name = (id: string): string =>
    contest.candidates.find((candidate) => candidate.id === id)?.name ?? id;
  if (result.status === 'awaits-lot') {
    const { candidates, purpose } = result.tie;
    return `A lot must be drawn (${purpose}) between ${candidates.map((id) => `${name(id)} [${id}]`).join(', ')}.`;
  }
  if (result.referendum !== undefined) {
    const { verdict, required, quorum } = result.referendum;
    const needed = quorum === undefined ? '' : `, ${quorum} ballots for the quorum`;
    return `Referendum: ${verdict} (${required} votes needed${needed}).`;
  }
  return `Elected: ${result.winners.map(name).join(', ') || 'nobody'}.`;
}
