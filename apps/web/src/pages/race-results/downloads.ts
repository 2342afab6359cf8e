import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';
import type { Download } from '../../results/downloads.tsx';
import type { RaceResults } from './load.ts';

const TEXTS = texts({
  fr: {
    json: 'Résultat (JSON)',
    count: 'Dépouillement (JSON)',
    ballots: 'Bulletins (CSV)',
    blt: 'Bulletins (BLT)',
    records: 'Bulletins (NIST SP 1500-103, JSON)',
  },
  en: {
    json: 'Result (JSON)',
    count: 'Count (JSON)',
    ballots: 'Ballots (CSV)',
    blt: 'Ballots (BLT)',
    records: 'Ballots (NIST SP 1500-103, JSON)',
  },
});

/** The files of a race that are public now. */
export function raceDownloads(
  { election, race, result, tabulation }: RaceResults,
  language: Language,
): readonly Download[] {
  const text = TEXTS[language];
  const of = `/api/v1/elections/${encodeURIComponent(election.id)}/regions/${encodeURIComponent(race.id)}`;
  const isCounted = tabulation.kind === 'published';
  const hasBallots = election.certified && election.ballot_record === 'published' && isCounted;
  return [
    ...(result.kind === 'published' ? [{ href: `${of}/results`, name: text.json }] : []),
    ...(isCounted ? [{ href: `${of}/tabulation`, name: text.count }] : []),
    ...(hasBallots
      ? [
          { href: `${of}/ballots.csv`, name: text.ballots },
          { href: `${of}/ballots.blt`, name: text.blt },
          { href: `${of}/cast-vote-records.json`, name: text.records },
        ]
      : []),
  ];
}
