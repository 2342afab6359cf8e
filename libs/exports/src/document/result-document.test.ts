import type { OfficialDocument, TableBlock } from '@scrutin/declaration';
import { documentText } from '@scrutin/declaration';
import { isolated } from '@scrutin/election';
import { DURING } from '../fixture/election-night.ts';
import { electionRecord, lawRecord, OPTIONS } from '../fixture/written.ts';
import { resultFile } from '../results/result-file.ts';
import type { ElectionRecord } from '../results/result-record.ts';
import { sumOf } from './figures.ts';
import { resultDocument } from './result-document.ts';

const tables = ({ blocks }: OfficialDocument): readonly TableBlock[] =>
  blocks.filter((block) => block.kind === 'table');
const withCaption = (document: OfficialDocument, caption: string): readonly TableBlock[] =>
  tables(document).filter((table) => table.caption === caption);

/** A figure of a document as the number that it stands for. */
function numberIn(text: string | undefined): number | string | undefined {
  const plain = text?.replace(/[\u00a0,%]/g, (sign) =>
    sign === ',' && /\d,\d{3}/.test(text) ? '' : sign === ',' ? '.' : '',
  );
  return plain === undefined || plain === '' || isNaN(Number(plain)) ? text : Number(plain);
}
const numbers = (row: readonly string[], ...columns: readonly number[]) =>
  columns.map((column) => numberIn(row[column]));

describe('of an election in English', () => {
  let record: ElectionRecord;
  let document: OfficialDocument;
  beforeAll(async () => {
    record = await electionRecord();
    document = resultDocument(record, 'en');
  });

  it('every table has the figures of the results', () => {
    const { result, races } = record;
    const [nation, ...turnouts] = withCaption(document, 'Turnout');
    expect(nation!.rows.map((row) => numberIn(row[1]))).toEqual([
      result.seats.total,
      result.seats.decided,
      result.turnout.registered_voters,
      result.turnout.voters,
      result.turnout.percentage,
      result.blank_count,
      result.total_votes,
    ]);
    expect(withCaption(document, 'Parties')[0]!.rows.map((row) => numbers(row, 1, 2, 3, 4))).toEqual(
      [...result.parties, result.independents].map(({ votes, percentage, seats, leading }) => [
        votes,
        percentage,
        seats,
        leading,
      ]),
    );
    expect(withCaption(document, 'Regions')[0]!.rows.map((row) => numbers(row, 1, 2, 3, 4))).toEqual(
      races.map(({ result: { turnout, blank_count } }) => [
        turnout.registered_voters,
        turnout.voters,
        turnout.percentage,
        blank_count,
      ]),
    );
    const candidates = withCaption(document, 'Candidates');
    const counts = withCaption(document, 'Count');
    for (const [index, { result: race, tabulation }] of races.entries()) {
      expect(turnouts[index]!.rows.map((row) => numberIn(row[1]))).toEqual([
        race.seats,
        tabulation!.vacant_seats,
        race.turnout.registered_voters,
        race.turnout.voters,
        race.turnout.percentage,
        race.blank_count,
        race.total_votes,
      ]);
      expect(candidates[index]!.rows.map((row) => [row[0], ...numbers(row, 2, 3)])).toEqual(
        race.candidates.map(({ name, votes, percentage }) => [isolated(name), votes, percentage]),
      );
      expect(candidates[index]!.rows.map((row) => row[5]!.startsWith('Elected'))).toEqual(
        race.candidates.map(({ candidate_id }) => tabulation!.winners.includes(candidate_id)),
      );
      expect(counts[index]!.rows.map(([, value]) => value)).toContain(tabulation!.ballots_digest);
    }
  });

  it('every round has its votes', () => {
    const shown = tables(document).filter(({ caption }) => caption.startsWith('Round'));
    const columns = shown.flatMap(({ rows, columns: heads }) =>
      heads.slice(1).map((_head, index) => rows.map((row) => row[index + 1]).filter((text) => text !== '–')),
    );
    const rounds = record.races.flatMap(({ tabulation }) =>
      tabulation!.rounds.length > 1 ? tabulation!.rounds : [],
    );
    expect(rounds.length).toBeGreaterThan(5);
    expect(columns.map((column) => column.map((text) => numberIn(text)))).toEqual(
      rounds.map(({ tally, inactive }, index) => {
        expect(columns[index]!.length).toBe(Object.keys(tally).length + 1);
        const order = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].filter((id) => tally[id] !== undefined);
        return [...order.map((id) => Number(tally[id])), Number(sumOf(Object.values(inactive)))];
      }),
    );
  });

  it('ends with the digests of all counts, and explains every round', () => {
    const digests = withCaption(document, 'SHA-256 of the ballots')[0]!;
    expect(digests.rows.map(([, digest]) => digest)).toEqual(
      record.races.map(({ tabulation }) => tabulation!.ballots_digest),
    );
    const text = documentText(document).replaceAll(/\s+/g, ' ');
    for (const { tabulation } of record.races) {
      for (const { explanation } of tabulation!.rounds) {
        expect(text).toContain(explanation.en.join(' ').replaceAll(/\s+/g, ' '));
      }
    }
  });
});

describe('of a law', () => {
  it('has its votes, shares, quorum and verdict in French', async () => {
    const record = await lawRecord();
    const document = resultDocument(record, 'fr');
    const { result } = record;
    const [votes] = withCaption(document, 'Voix sur la loi');
    expect(votes!.rows.map((row) => numbers(row, 1, 2))).toEqual([
      [result.oui_count, result.oui_percentage],
      [result.non_count, result.non_percentage],
      [result.blank_count, '–'],
      [result.total_votes, ''],
    ]);
    const [turnout] = withCaption(document, 'Participation');
    expect(turnout!.rows.map((row) => numberIn(row[1]))).toEqual([
      result.registered_voters,
      result.total_votes,
      result.threshold_percentage,
      result.quorum_required,
    ]);
    const text = documentText(document);
    expect(text).toContain('La loi est adoptée.');
    expect(text).toContain(record.tabulation!.ballots_digest);
    expect(document.marks).toEqual([]);
  });

  it('says on every page that it is provisional or of a rehearsal', async () => {
    const options = { certified: false, nowMs: DURING, purpose: 'rehearsal' } as const;
    const document = resultDocument(await lawRecord(options), 'en');
    expect(document.marks).toEqual(['REHEARSAL: NOTHING IS DECIDED', 'PROVISIONAL RESULTS']);
    expect(documentText(document)).toContain('Yes (oui) is leading.');
    expect(documentText(document)).toContain('No count is published.');
  });
});

test('the file as PDF is what the printer makes of the document', async () => {
  const record = await electionRecord();
  const printed: OfficialDocument[] = [];
  const file = await resultFile(record, {
    ...OPTIONS,
    format: 'pdf',
    language: 'fr',
    print: async function* (document) {
      printed.push(document);
      yield await Promise.resolve(Buffer.from('%PDF-'));
      yield Buffer.from('1.7');
    },
  });
  expect(printed).toEqual([resultDocument(record, 'fr')]);
  expect(Buffer.from(file.content as Uint8Array).toString()).toBe('%PDF-1.7');
  expect(file.name).toBe('election_PROV-2026-results-fr.pdf');
});
