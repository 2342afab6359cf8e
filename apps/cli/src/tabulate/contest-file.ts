import path from 'node:path';
import type {
  BallotGroup,
  Contest,
  CsvContest,
  CsvDeclarations,
  ImportReport,
  RcvVector,
  ReadOutcome,
  RuleSet,
} from '@scrutin/tabulation';
import {
  nameWarnings,
  otherNumberOfBallots,
  readBlt,
  readCsv,
  readRcvVector,
  reportBallots,
  unreadable,
  withoutWithdrawn,
} from '@scrutin/tabulation';
import { inWords } from '../language.ts';
import type { SeparatorName } from './csv-rows.ts';
import { csvRows } from './csv-rows.ts';
import { readText } from './file-text.ts';

/** A contest from a file, with the rules it may bring and its own order for ties. */
export interface ContestFile {
  readonly title: string;
  readonly contest: Contest;
  readonly rules: RuleSet | undefined;
  readonly order: readonly string[];
  readonly report: ImportReport;
  /** The contest key, in a file of ballots that Scrutin published. */
  readonly recordOf?: string;
}

/** What the person who counts declares about the file. */
export interface FileDeclarations extends CsvDeclarations {
  readonly seats?: number;
  readonly separator?: SeparatorName;
  /** Who withdrew after ballots were cast: the count passes over them. */
  readonly withdrawn?: readonly string[];
}

/** Reads a `.blt`, `.csv` or rcv-vector/1 `.json` file; any of them may be gzipped (`.gz`). */
export async function readContestFile(
  file: string,
  { withdrawn = [], ...declared }: FileDeclarations,
): Promise<ReadOutcome<ContestFile>> {
  const reading = await readFormat(file, declared);
  if (!reading.ok) return reading;
  const { contest } = reading.value;
  const candidates = withoutWithdrawn(contest.candidates, withdrawn);
  if (!candidates.ok) return candidates;
  return { ok: true, value: { ...reading.value, contest: { ...contest, candidates: candidates.value } } };
}

async function readFormat(
  file: string,
  declared: Omit<FileDeclarations, 'withdrawn'>,
): Promise<ReadOutcome<ContestFile>> {
  const text = await readText(file);
  if (!text.ok) return text;
  const title = path.basename(file);
  switch (path.extname(file.replace(/\.gz$/, '')).toLowerCase()) {
    case '.blt': {
      const blt = readBlt(text.value);
      if (!blt.ok) return blt;
      const { title: named, tieOrder, recordOf, ...contest } = blt.value;
      const report = { format: 'BLT', ...reportOf(contest) } as const;
      return declaredAs(
        {
          title: named ?? title,
          contest,
          rules: undefined,
          order: tieOrder,
          report,
          ...(recordOf === undefined ? {} : { recordOf }),
        },
        declared,
      );
    }
    case '.csv': {
      const rows = csvRows(text.value, declared.separator);
      const csv = rows.ok ? readCsv(rows.value, declared.seats ?? 1, declared) : rows;
      if (!csv.ok) return csv;
      const { columns, ...contest } = csv.value;
      const report = { format: 'CSV', ...reportOf(contest), columns: columnsOf(columns) } as const;
      return { ok: true, value: { title, contest, rules: undefined, order: [], report } };
    }
    case '.json': {
      const vectors = vectorsIn(text.value);
      if (!vectors.ok) return vectors;
      const [vector, ...others] = vectors.value;
      if (vector === undefined || others.length > 0) {
        return unreadable({
          fr: `${vectors.value.length} scrutins : \`tabulate count\` en prend un`,
          en: `${vectors.value.length} contests: \`tabulate count\` takes one`,
        });
      }
      const { name, contest, rules } = vector;
      const report = { format: 'rcv-vector/1', ...reportOf(contest) } as const;
      return declaredAs({ title: name, contest, rules, order: [], report }, declared);
    }
    default:
      return unreadable({
        fr: 'son nom doit finir par .blt, .csv ou .json',
        en: 'its name must end in .blt, .csv or .json',
      });
  }
}

function reportOf({ candidates, ballots }: Contest): Omit<ImportReport, 'format'> {
  return {
    ...reportBallots(ballots as readonly BallotGroup[]),
    warnings: nameWarnings(candidates).map(inWords),
  };
}

function columnsOf({
  headings,
  ranks,
  count,
  ignored,
  contests,
}: CsvContest['columns']): NonNullable<ImportReport['columns']> {
  const named = (column: number): string => headings[column] ?? '';
  return {
    ranks: ranks.map(named),
    count: count === undefined ? undefined : named(count),
    ignored: [...ignored, ...contests].sort((a, b) => a - b).map(named),
  };
}

/** The contest of a file that says its columns and seats itself, checked against what is declared. */
function declaredAs(
  file: ContestFile,
  declared: Omit<FileDeclarations, 'withdrawn'>,
): ReadOutcome<ContestFile> {
  const { seats, ballots, ...others } = declared;
  if (Object.keys(others).length > 0) {
    return unreadable({
      fr: 'seul un fichier CSV prend des déclarations de colonnes, de candidatures, de mots et de séparateurs',
      en: 'only of a CSV file are columns, candidates, words and separators declared',
    });
  }
  if (ballots !== undefined && file.report.ballots !== String(ballots)) {
    return unreadable(otherNumberOfBallots(ballots, file.report.ballots));
  }
  return { ok: true, value: seats === undefined ? file : { ...file, contest: { ...file.contest, seats } } };
}

/** The vectors of one JSON text: a document, or a list of them. */
export function vectorsIn(text: string): ReadOutcome<readonly RcvVector[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const documents = Array.isArray(parsed.value) ? (parsed.value as unknown[]) : [parsed.value];
  const vectors: RcvVector[] = [];
  for (const document of documents) {
    const vector = readRcvVector(document);
    if (!vector.ok) return vector;
    vectors.push(vector.value);
  }
  return { ok: true, value: vectors };
}

function parseJson(text: string): ReadOutcome<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return unreadable({ fr: `ce n’est pas du JSON : « ${message} »`, en: `not JSON: ${message}` });
  }
}
