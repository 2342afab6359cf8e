import type { Candidate, ImportReport } from '@scrutin/tabulation';

/** What a file was read as, for people: before the result, so that a wrong reading is seen. */
export function importText(report: ImportReport, candidates: readonly Candidate[]): string {
  const { format, ballots, blank, overvoted, skipping, columns, warnings } = report;
  const named = (headings: readonly string[]): string =>
    headings.length === 0 ? 'none' : headings.map((heading) => `"${heading}"`).join(', ');
  return [
    `Read as ${format}: ${ballots} ballots, of which ${blank} blank, ${overvoted} with an overvote, ${skipping} with a skipped rank.`,
    ...(columns === undefined
      ? []
      : [
          `Columns: ranks ${named(columns.ranks)}; count ${columns.count === undefined ? 'none, each row is a ballot' : `"${columns.count}"`}; ` +
            `passed over ${named(columns.ignored)}.`,
        ]),
    `Candidates: ${candidates.map(candidateText).join('; ')}.`,
    ...warnings.map((warning) => `Warning: ${warning}.`),
  ].join('\n');
}

/** The identifier, or the number where that is the name itself, in brackets: either may be typed for a lot. */
function candidateText({ id, name, excluded, undeclaredWriteIns }: Candidate, index: number): string {
  const remark =
    excluded === true ? ' (withdrawn)' : undeclaredWriteIns === true ? ' (undeclared write-ins)' : '';
  return `[${id === name ? `c${index + 1}` : id}] ${name}${remark}`;
}
