import type { LocalizedText } from '@scrutin/election';
import type { Table } from '../tables/table.ts';
import { electionTables } from './election-tables.ts';
import { lawTables } from './law-tables.ts';
import type { ResultRecord } from './result-record.ts';

/** The tables of a record, for people who read the language. The keys, and the words of closed sets, are those of the API. */
export function resultTables(record: ResultRecord, language: keyof LocalizedText): readonly Table[] {
  return record.kind === 'law' ? lawTables(record, language) : electionTables(record, language);
}
