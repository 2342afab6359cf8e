import type { Contest, Round, TabulationResult } from '@scrutin/tabulation';
import { INACTIVE_CAUSES, votesOf } from '@scrutin/tabulation';
import { inWords } from '../language.ts';
import { textTable } from '../text-table.ts';

export type Counted = Exclude<TabulationResult, { status: 'refused' }>;

const FRENCH_CAUSES: Readonly<Record<(typeof INACTIVE_CAUSES)[number], string>> = {
  undervotes: 'bulletins blancs',
  exhaustedChoices: 'choix épuisés',
  overvotes: 'votes multiples',
  skippedRankings: 'rangs sautés',
  repeatedRankings: 'candidatures répétées',
  finalRoundSurplus: 'excédent final',
  residualSurplus: 'perdues par l’arrondi',
};

type Tie = Round['ties'][number];

/** What a tie is for, in French. */
export const FRENCH_PURPOSES: Readonly<Record<Tie['purpose'], string>> = {
  elect: 'pour élire',
  eliminate: 'pour éliminer',
  'transfer-first': 'pour le premier transfert',
};

const FRENCH_METHODS: Readonly<Record<Tie['method']['kind'], string>> = {
  'earlier-round': 'par un tour précédent',
  order: 'par l’ordre donné',
  'ballot-order': 'par l’ordre du bulletin',
  lot: 'par tirage au sort',
  decision: 'par décision',
  'seeded-draw': 'par tirage à germe',
  'seeded-order': 'par un ordre tiré à germe',
};

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
    ...rounds.map(({ pass, number }) =>
      manyPasses
        ? inWords({ fr: `siège ${pass}, ${number}`, en: `seat ${pass}, ${number}` })
        : inWords({ fr: `tour ${number}`, en: `round ${number}` }),
    ),
  ];
  const rows: string[][] = [];
  for (const { id, name } of contest.candidates) {
    const cells = rounds.map((round) => cellOf(round, id));
    if (cells.some((cell) => cell !== '')) rows.push([name, ...cells]);
  }
  for (const cause of INACTIVE_CAUSES) {
    const cells = rounds.map((round) => round.inactive[cause]);
    if (cells.some((cell) => !/^[0.]*$/.test(cell)))
      rows.push([`(${inWords({ fr: FRENCH_CAUSES[cause], en: wordsOf(cause) })})`, ...cells]);
  }
  if (rounds.some((round) => round.threshold !== undefined)) {
    rows.push([inWords({ fr: 'seuil', en: 'threshold' }), ...rounds.map((round) => round.threshold ?? '')]);
  }
  const ties = rounds.flatMap((round) =>
    round.ties.map(({ candidates, chosen, purpose, method }) =>
      inWords({
        fr: `tour ${round.number} : égalité de ${candidates.join(', ')} (${FRENCH_PURPOSES[purpose]}), ${chosen} ${FRENCH_METHODS[method.kind]}`,
        en: `round ${round.number}: tie of ${candidates.join(', ')} (${purpose}), ${chosen} by ${method.kind}`,
      }),
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
