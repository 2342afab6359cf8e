import type { ResultFormat } from '@scrutin/contracts/public';
import type { Issuer, ResultFile, ResultRecord } from '@scrutin/exports';

/** A file to be made of the results of a contest. It is plain data, so that a thread can be given it. */
export interface FileTask {
  readonly record: ResultRecord;
  readonly format: ResultFormat;
  readonly language: 'fr' | 'en';
  readonly issuer: Issuer;
  /** For characters that the usual fonts do not have; see the setting PRINT_FALLBACK_FONT. */
  readonly fallbackFont: string | undefined;
}

export type MakeFile = (task: FileTask) => Promise<ResultFile>;
