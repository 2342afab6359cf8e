import type { CandidateBody, LawResultBody, LedgerView, SubmissionBody } from '@scrutin/contracts/public';

/** What the load asks of the public API, as anybody may. Every call throws TransientError when the API is away. */
export interface PublicApi {
  ledger(): Promise<LedgerView>;
  /** Undefined for an unknown law; `not-published` while the results are withheld. */
  lawResult(id: string): Promise<LawResultBody | 'not-published' | undefined>;
  /** Who stands in a race, in the order of the ballot, who withdrew too; undefined for an unknown race. */
  candidates(electionId: string, regionId: string): Promise<CandidateBody[] | undefined>;
  submission(id: string): Promise<SubmissionBody | undefined>;
}
