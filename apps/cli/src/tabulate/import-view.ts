import type { Candidate, ImportReport } from '@scrutin/tabulation';
import { inWords } from '../language.ts';

/** What a file was read as, for people: before the result, so that a wrong reading is seen. */
export function importText(report: ImportReport, candidates: readonly Candidate[]): string {
  const { format, ballots, blank, overvoted, skipping, columns, warnings } = report;
  return [
    inWords({
      fr: `Lu comme ${format} : ${ballots} bulletins, dont ${blank} en blanc, ${overvoted} avec un vote multiple, ${skipping} avec un rang sauté.`,
      en: `Read as ${format}: ${ballots} ballots, of which ${blank} blank, ${overvoted} with an overvote, ${skipping} with a skipped rank.`,
    }),
    ...(columns === undefined ? [] : [columnsText(columns)]),
    inWords({
      fr: `Candidatures : ${candidates.map(candidateText).join(' ; ')}.`,
      en: `Candidates: ${candidates.map(candidateText).join('; ')}.`,
    }),
    ...warnings.map((warning) => inWords({ fr: `Avertissement : ${warning}.`, en: `Warning: ${warning}.` })),
  ].join('\n');
}

function columnsText({ ranks, count, ignored }: NonNullable<ImportReport['columns']>): string {
  const list = (headings: readonly string[], open: string, close: string, none: string): string =>
    headings.length === 0 ? none : headings.map((heading) => `${open}${heading}${close}`).join(', ');
  const french = (headings: readonly string[]): string => list(headings, '« ', ' »', 'aucune');
  const english = (headings: readonly string[]): string => list(headings, '"', '"', 'none');
  return inWords({
    fr: `Colonnes : rangs ${french(ranks)} ; nombre ${count === undefined ? 'aucune, chaque ligne est un bulletin' : french([count])} ; laissées de côté ${french(ignored)}.`,
    en: `Columns: ranks ${english(ranks)}; count ${count === undefined ? 'none, each row is a ballot' : english([count])}; passed over ${english(ignored)}.`,
  });
}

/** The identifier, or the number where that is the name itself, in brackets: either may be typed for a lot. */
function candidateText({ id, name, excluded, undeclaredWriteIns }: Candidate, index: number): string {
  const remark =
    excluded === true
      ? inWords({ fr: ' (retrait)', en: ' (withdrawn)' })
      : undeclaredWriteIns === true
        ? inWords({ fr: ' (noms ajoutés non déclarés)', en: ' (undeclared write-ins)' })
        : '';
  return `[${id === name ? `c${index + 1}` : id}] ${name}${remark}`;
}
