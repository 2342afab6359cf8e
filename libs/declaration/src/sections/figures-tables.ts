import type { Round, TabulationComplete } from '@scrutin/tabulation';
import { formatUnits } from '@scrutin/tabulation';
import type { DeclaredContest } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import { blankVotes, printedCandidates, textIn } from '../declared.ts';
import type { Block, TableBlock } from '../document.ts';
import { percentage, votesNumber } from '../figures.ts';

/** The votes of each candidate, or of each side of a law, with the outcome. */
export function figuresTable(
  declared: Declared,
  contest: DeclaredContest,
  result: TabulationComplete,
): TableBlock {
  const { words, language } = declared;
  const { count } = words;
  const [first] = result.rounds;
  const last = result.rounds.at(-1);
  const hasRounds = result.rounds.length > 1;
  const valid = BigInt(result.ballots) - blankVotes(result.rounds);
  const votes = (round: Round | undefined, id: string): string =>
    votesNumber(round?.tally[id] ?? '0', language);
  const share = (id: string): string =>
    percentage(BigInt((first?.tally[id] ?? '0').split('.')[0] ?? '0'), valid, language);
  return {
    kind: 'table',
    caption: count.figures,
    columns: [
      { head: count.candidate, align: 'start', weight: 5 },
      ...(contest.race === undefined ? [] : [{ head: count.party, align: 'start' as const, weight: 3 }]),
      { head: hasRounds ? count.firstVotes : count.votes, align: 'end', weight: 2 },
      { head: count.share, align: 'end', weight: 2 },
      ...(hasRounds ? [{ head: count.lastVotes, align: 'end' as const, weight: 2 }] : []),
      ...(contest.race === undefined
        ? []
        : [{ head: count.outcomeHead, align: 'start' as const, weight: 3 }]),
    ],
    rows: printedCandidates(contest).map(({ id, name }) => [
      name,
      ...(contest.race === undefined ? [] : [partyOf(declared, contest, id)]),
      votes(first, id),
      share(id),
      ...(hasRounds ? [votes(last, id)] : []),
      ...(contest.race === undefined ? [] : [outcomeOf(declared, contest, result, id)]),
    ]),
    showsHeads: true,
  };
}

function partyOf({ record, words, language }: Declared, { race }: DeclaredContest, id: string): string {
  const code = race?.candidates.find((candidate) => candidate.id === id)?.partyCode;
  if (code === undefined) return words.count.independent;
  const party = record.parties.find((other) => other.code === code);
  return party === undefined ? code : textIn(party.name, language);
}

function outcomeOf(
  { words }: Declared,
  { race }: DeclaredContest,
  { winners, acclaimed }: TabulationComplete,
  id: string,
): string {
  const { count } = words;
  if (acclaimed?.includes(id) === true) return count.acclaimed;
  if (winners.includes(id)) return count.elected;
  const candidate = race?.candidates.find((other) => other.id === id);
  return candidate?.withdrawnAtMs === undefined ? count.notElected : count.withdrawn;
}

/** How many rounds stand beside each other in a table. */
const ROUNDS_OF_TABLE = 5;

/** The votes of every round, a few rounds in each table. A candidate is left out of tables without votes for them. */
export function roundTables(
  declared: Declared,
  contest: DeclaredContest,
  result: TabulationComplete,
): readonly Block[] {
  const tables: Block[] = [];
  for (let start = 0; start < result.rounds.length; start += ROUNDS_OF_TABLE) {
    const shown = result.rounds.slice(start, start + ROUNDS_OF_TABLE);
    tables.push(roundTable(declared, contest, shown, [start + 1, start + shown.length]));
  }
  return tables;
}

function roundTable(
  { words, language }: Declared,
  contest: DeclaredContest,
  rounds: readonly Round[],
  [from, to]: readonly [number, number],
): Block {
  const { count } = words;
  const rows = printedCandidates(contest)
    .filter(({ id }) => rounds.some(({ tally }) => tally[id] !== undefined))
    .map(({ id, name }) => [
      name,
      ...rounds.map(({ tally }) => (tally[id] === undefined ? '–' : votesNumber(tally[id], language))),
    ]);
  return {
    kind: 'table',
    caption: count.roundsCaption(from, to),
    columns: [
      { head: count.candidate, align: 'start', weight: 4 },
      ...rounds.map(({ number, pass }) => ({
        head: count.round(pass > 1 ? `${pass}.${number}` : String(number)),
        align: 'end' as const,
        weight: 2,
      })),
    ],
    rows: [...rows, [count.inactive, ...rounds.map((round) => votesNumber(inactiveOf(round), language))]],
    showsHeads: true,
  };
}

/** All votes of a round that count for nobody, added exactly. */
function inactiveOf({ inactive }: Round): string {
  const texts = Object.values(inactive);
  const decimals = Math.max(0, ...texts.map((text) => text.split('.')[1]?.length ?? 0));
  const sum = texts.reduce((total, text) => {
    const [whole = '0', fraction = ''] = text.split('.');
    return total + BigInt(`${whole}${fraction.padEnd(decimals, '0')}`);
  }, 0n);
  return formatUnits(sum, decimals);
}
