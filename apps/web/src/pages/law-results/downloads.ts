import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import type { Download } from '../../results/downloads.tsx';
import { exportsAt } from '../../results/downloads.tsx';
import type { LawResults } from './load.ts';

const TEXTS = texts({
  fr: {
    count: 'Dépouillement (JSON)',
    ballots: 'Bulletins (CSV)',
    records: 'Bulletins (NIST SP 1500-103, JSON)',
  },
  en: { count: 'Count (JSON)', ballots: 'Ballots (CSV)', records: 'Ballots (NIST SP 1500-103, JSON)' },
});

/** The files of a law that are public now. */
export function lawDownloads(
  { law, result, tabulation }: LawResults,
  language: Language,
): readonly Download[] {
  const text = TEXTS[language];
  const id = encodeURIComponent(law.id);
  const hasBallots = law.certified && law.ballot_record === 'published' && tabulation.kind === 'published';
  return [
    ...(result.kind === 'published' ? exportsAt(`/api/v1/results/${id}/export`, language) : []),
    ...(tabulation.kind === 'published'
      ? [{ href: `/api/v1/results/${id}/tabulation`, name: text.count }]
      : []),
    ...(hasBallots
      ? [
          { href: `/api/v1/laws/${id}/ballots.csv`, name: text.ballots },
          { href: `/api/v1/laws/${id}/cast-vote-records.json`, name: text.records },
        ]
      : []),
  ];
}
