import type { Language } from '@scrutin/web-ui';
import type { Download } from '../../results/downloads.tsx';
import { exportsAt } from '../../results/downloads.tsx';
import type { ElectionResults } from './load.ts';

/** The files of an election that are public now. */
export function electionDownloads(
  { election, result }: ElectionResults,
  language: Language,
): readonly Download[] {
  if (result.kind !== 'published') return [];
  return exportsAt(`/api/v1/elections/${encodeURIComponent(election.id)}/results/export`, language);
}
