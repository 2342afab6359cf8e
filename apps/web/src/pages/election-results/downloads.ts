import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import type { Download } from '../../results/downloads.tsx';
import type { ElectionResults } from './load.ts';

const TEXTS = texts({ fr: { json: 'Résultats (JSON)' }, en: { json: 'Results (JSON)' } });

/** The files of an election that are public now. */
export function electionDownloads(
  { election, result }: ElectionResults,
  language: Language,
): readonly Download[] {
  if (result.kind !== 'published') return [];
  return [
    {
      href: `/api/v1/elections/${encodeURIComponent(election.id)}/results`,
      name: TEXTS[language].json,
    },
  ];
}
