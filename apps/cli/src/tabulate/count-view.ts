import { drawnAmong } from '@scrutin/election';
import type {
  Contest,
  ImportReport,
  Locale,
  ReferendumVerdict,
  RuleSet,
  TabulationResult,
} from '@scrutin/tabulation';
import {
  candidateReference,
  explainReferendum,
  explainRound,
  isolated,
  undrawnTie,
  undrawnTieAdvice,
  unusedLots,
  withDistinctNames,
} from '@scrutin/tabulation';
import { inWords } from '../language.ts';
import { lotAdvice, lotOption } from './lot-advice.ts';
import { roundsCsv } from './rounds-csv.ts';
import type { Counted } from './rounds-table.ts';
import { FRENCH_PURPOSES, roundsOf, roundsTable } from './rounds-table.ts';

export interface CountView {
  /** Where a lot is given: in the rules by default, or on record. */
  readonly lots?: 'in-the-rules' | 'on-record';
  readonly csv?: boolean;
  readonly explain?: boolean;
  readonly lang: Locale;
}

const VERDICTS: Readonly<Record<ReferendumVerdict, string>> = {
  adopted: 'adoptée',
  rejected: 'rejetée',
  tied: 'égalité des voix',
  'quorum-not-met': 'quorum non atteint',
};

/** What was counted: `ballotsDigest` is known of ballots from the database, `report` of those of a file. */
export interface CountedContest {
  readonly title: string;
  readonly contest: Contest;
  readonly ballotsDigest?: string;
  readonly report?: ImportReport;
}

/** What to draw before the count can be published, when nobody drew for a tie, and lots that no tie used. */
export function warningsOf(
  result: TabulationResult,
  rules: RuleSet,
  { candidates }: Contest,
): readonly string[] {
  const tie = undrawnTie(result, rules);
  const unused = unusedLots(result, rules).map((id) => candidateReference(id, candidates));
  return [
    ...(tie === undefined
      ? []
      : [
          inWords({
            fr: `Avertissement : une égalité de ${tie.candidates.join(', ')} ${undrawnTieAdvice(tie).fr}, puis dépouillez de nouveau.`,
            en: `Warning: a tie of ${tie.candidates.join(', ')} ${undrawnTieAdvice(tie).en}, and count again.`,
          }),
        ]),
    ...(unused.length === 0
      ? []
      : [
          inWords({
            fr: `Avertissement : ${lotOption(rules)}=${unused.join('/')} n’a pas servi : ${
              result.status === 'awaits-lot'
                ? `« ${unused[0] ?? ''} » n’est pas parmi les candidatures à égalité.`
                : 'le dépouillement n’a pas connu cette égalité.'
            }`,
            en: `Warning: ${lotOption(rules)}=${unused.join('/')} was not used: ${
              result.status === 'awaits-lot'
                ? `${unused[0] ?? ''} is not among the tied.`
                : 'the count had no such tie.'
            }`,
          }),
        ]),
  ];
}

/** What to do with a count that is on record. */
export function whatNext(id: string, result: TabulationResult): string {
  if (result.status === 'complete') return `\`tabulate publish ${id}\` makes it public.`;
  if (result.status !== 'awaits-lot') return 'it cannot be published.';
  const drawn = drawnAmong(result.tie).join(' ');
  return (
    'it is not published: draw the lot, put it on record with the candidates in the order drawn, ' +
    `\`tabulate lot ${id} ${drawn} --method … --drawn-by … --witnesses …\`, and count again.`
  );
}

/** The result for people: the rounds as a table, as CSV or in sentences, and what they came to. */
export function showCount(
  result: TabulationResult,
  counted: CountedContest,
  rules: RuleSet,
  view: CountView,
): string {
  if (result.status === 'refused') {
    return inWords({
      fr: `Pas de dépouillement : ${result.detail.fr}.`,
      en: `Not counted: ${result.reason} (${result.detail.en}).`,
    });
  }
  const { title, ballotsDigest } = counted;
  if (view.csv === true) return roundsCsv(result, counted.contest);
  const contest = { ...counted.contest, candidates: withDistinctNames(counted.contest.candidates) };
  const body = view.explain === true ? explanation(result, contest, view.lang) : roundsTable(result, contest);
  return [
    inWords({
      fr: `${title} : ${result.ballots} bulletins, ${result.seats} siège(s), ${result.rules}`,
      en: `${title}: ${result.ballots} ballots, ${result.seats} seat(s), ${result.rules}`,
    }),
    ...(ballotsDigest === undefined
      ? []
      : [
          inWords({
            fr: `SHA-256 des bulletins : ${ballotsDigest}`,
            en: `SHA-256 of the ballots: ${ballotsDigest}`,
          }),
        ]),
    body,
    outcome(result, counted.contest, rules, view.lots),
  ].join('\n');
}

function explanation(result: Counted, contest: Contest, lang: Locale): string {
  const ofLaw = result.status === 'complete' ? explainReferendum(result, lang) : undefined;
  if (ofLaw !== undefined) return ofLaw.join('\n');
  const rounds = roundsOf(result);
  const passes = Math.max(1, ...rounds.map((round) => round.pass));
  const awaited = result.status === 'awaits-lot' ? result.tie : undefined;
  return rounds
    .map((round, index) => {
      const tie = index === rounds.length - 1 ? awaited : undefined;
      return explainRound(round, contest.candidates, lang, { passes, awaited: tie }).join('\n  ');
    })
    .join('\n');
}

/** Who is elected, or which lot must be drawn and how to give it. */
export function outcome(
  result: Counted,
  contest: Contest,
  rules: RuleSet,
  lots: CountView['lots'] = 'in-the-rules',
): string {
  const name = (id: string): string =>
    isolated(contest.candidates.find((candidate) => candidate.id === id)?.name ?? id);
  if (result.status === 'awaits-lot') {
    const { among, purpose } = result.tie;
    const tied = among.map((id) => `${name(id)} [${candidateReference(id, contest.candidates)}]`);
    return [
      inWords({
        fr: `Il faut tirer au sort (${FRENCH_PURPOSES[purpose]}) entre ${tied.join(', ')}.`,
        en: `A lot must be drawn (${purpose}) between ${tied.join(', ')}.`,
      }),
      ...(lots === 'on-record' ? [] : lotAdvice(result, contest, rules)),
    ].join('\n');
  }
  if (result.referendum !== undefined) {
    const { verdict, required, quorum } = result.referendum;
    const quorumInWords =
      quorum === undefined
        ? { fr: '', en: '' }
        : { fr: `, ${quorum} bulletins pour le quorum`, en: `, ${quorum} ballots for the quorum` };
    return inWords({
      fr: `Référendum : ${VERDICTS[verdict]} (il faut ${required} voix${quorumInWords.fr}).`,
      en: `Referendum: ${verdict} (${required} votes needed${quorumInWords.en}).`,
    });
  }
  const named = new Map(
    withDistinctNames(contest.candidates).map((candidate) => [candidate.id, candidate.name]),
  );
  const winners = result.winners.map((id) => isolated(named.get(id) ?? id)).join(', ');
  const elected = inWords({ fr: `Élus : ${winners || 'personne'}.`, en: `Elected: ${winners || 'nobody'}.` });
  const vacant = fillsSeats(rules) ? result.seats - result.winners.length : 0;
  if (vacant === 0) return elected;
  const left = inWords({
    fr: `${vacant} siège(s) sur ${result.seats} ${vacant === 1 ? 'reste vacant' : 'restent vacants'}.`,
    en: `${vacant} of ${result.seats} seats stay(s) vacant.`,
  });
  return `${elected} ${left}`;
}

/** Whether the rule set elects as many as there are seats, if so many stand. */
function fillsSeats(rules: RuleSet): boolean {
  if (rules.rule !== 'rctab') return true;
  return (
    rules.winnerElectionMode !== 'bottomsUpUsingPercentageThreshold' &&
    rules.stopTabulationEarlyAfterRound === undefined
  );
}
