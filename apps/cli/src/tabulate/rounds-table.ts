import type { Contest, Round, TabulationResult } from '@scrutin/tabulation';
import { INACTIVE_CAUSES, votesOf } from '@scrutin/tabulation';
import { textTable } from '../text-table.ts';

export type Counted = Exclude<TabulationResult, { status: 'refused' }>;

/** Rounds side by side as long as a terminal is wide. */
const ROUNDS_PER_TABLE = 6;

/** All rounds, the one in which a count stopped included. */
export function roundsOf(result: Counted): readonly Round[] {
  return result.status === 'awaits-lot' ? [...result.rounds, result.openRound] : result.rounds;
}

/** Candidates down, rounds across; `*` marks who is elected in a round, `x` who is eliminated. */
export function roundsTable(result: Counted, contest: Contest): string {
  const rounds = roundsOf(result);
  const tables: string[] = [];
  for (let first = 0; first < rounds.length; first += ROUNDS_PER_TABLE) {
    tables.push(tableOf(rounds.slice(first, first + ROUNDS_PER_TABLE), contest));
  }
  return tables.join('\n');
}

function tableOf(rounds: readonly Round[], contest: Contest): string {
  const manyPasses = rounds.some((round) => round.pass > 1);
  const head = [
    '',
    ...rounds.map(({ pass, number }) => (manyPasses ? `seat ${pass}, ${number}` : `round ${number}`)),
  ];
  const rows: string[][] = [];
  for (const { id, name } of contest.candidates) {
    const cells = rounds.map((round) => cellOf(round, id));
    if (cells.some((cell) => cell !== '')) rows.push([name, ...cells]);
  }
  for (const cause of INACTIVE_CAUSES) {
    const cells = rounds.map((round) => round.inactive[cause]);
    if (cells.some((cell) => !/^[0.]*$/.test(cell))) rows.push([`(${wordsOf(cause)})`, ...cells]);
  }
  if (rounds.some((round) => round.threshold !== undefined)) {
    rows.push(['threshold', ...rounds.map((round) => round.threshold ?? '')]);
  }
  const ties = rounds.flatMap((round) =>
    round.ties.map(
      ({ candidates, chosen, purpose, method }) =>
        `round ${round.number}: tie of ${candidates.join(', ')} (${purpose}), ${chosen} by ${method.kind}`,
    ),
  );
  const table = textTable({ head, right: rounds.map((_, index) => index + 1), rows });
  return [table, ...ties].join('\n');
}

function cellOf(round: Round, id: string): string {
  const votes = votesOf(round, id);
  if (votes === undefined) return '';
  if (round.elected.some(({ candidate }) => candidate === id)) return `${votes} *`;
  return round.eliminated.some(({ candidate }) => candidate === id) ? `${votes} x` : `${votes}  `;
}

/** `exhaustedChoices` as `exhausted choices`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
