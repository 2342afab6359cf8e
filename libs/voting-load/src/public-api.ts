import type { CandidateBody, LawResultBody, LedgerView, SubmissionBody } from '@scrutin/contracts/public';

/** The requests of the load to the public API. Every call throws a TransientError if the API does not answer. */
export interface PublicApi {
  ledger(): Promise<LedgerView>;
  /** Undefined for an unknown law; `not-published` while the results are withheld. */
  lawResult(id: string): Promise<LawResultBody | 'not-published' | undefined>;
  /** All candidates of a race in the order of the ballot, also those who withdrew; undefined for an unknown race. */
  candidates(electionId: string, regionId: string): Promise<CandidateBody[] | undefined>;
  submission(id: string): Promise<SubmissionBody | undefined>;
}
