import type { ReactNode } from 'react';
import type { RollReportBody } from '@scrutin/contracts/admin';
import { formatCount, texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { Facts } from '../../shell/facts.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import { RegionCounts } from './region-counts.tsx';

const TEXTS = texts({
  fr: {
    lines: 'Lignes lues',
    credentials: 'Lignes valables',
    manifest: 'Lignes selon le manifeste',
    wrong: 'Lignes non valables',
    duplicates: 'Lignes en double',
    notChecked: 'Il y avait trop de lignes non triées pour trouver toutes les lignes en double.',
    errors: 'Lignes non valables',
    first: (shown: string, all: string) => `Les ${shown} premières de ${all}`,
    regions: 'Lignes valables par région',
    line: 'Ligne',
    column: 'Colonne',
    what: 'Ce qui ne va pas, et que faire',
  },
  en: {
    lines: 'Lines read',
    credentials: 'Valid lines',
    manifest: 'Lines according to the manifest',
    wrong: 'Wrong lines',
    duplicates: 'Repeated lines',
    notChecked: 'There were too many unsorted lines to find every repeated one.',
    errors: 'Wrong lines',
    first: (shown: string, all: string) => `The first ${shown} of ${all}`,
    regions: 'Valid lines by region',
    line: 'Line',
    column: 'Column',
    what: 'What is wrong, and what to do',
  },
});

/**
 * What the office found in the lines of a roll.
 *
 * @param expected the number of lines that the manifest promises; undefined without a manifest
 */
export function RollReport(props: {
  readonly report: RollReportBody;
  readonly expected: number | undefined;
  readonly contest: OfficeContest;
}): ReactNode {
  const { report, expected, contest } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const count = (number: number): string => formatCount(number, language);
  return (
    <>
      <Facts
        facts={[
          [text.lines, count(report.lines)],
          [text.manifest, expected === undefined ? null : count(expected)],
          [text.credentials, count(report.credentials)],
          [text.wrong, count(report.error_count)],
          [text.duplicates, report.duplicates === 0 ? null : count(report.duplicates)],
        ]}
      />
      {report.duplicates_checked ? null : <p>{text.notChecked}</p>}
      {report.errors.length === 0 ? null : (
        <TableScroll label={text.errors}>
          <table>
            <caption>
              {report.errors.length === report.error_count
                ? text.errors
                : text.first(count(report.errors.length), count(report.error_count))}
            </caption>
            <thead>
              <tr>
                <th scope="col" className="number">
                  {text.line}
                </th>
                <th scope="col" className="number">
                  {text.column}
                </th>
                <th scope="col">{text.what}</th>
              </tr>
            </thead>
            <tbody>
              {report.errors.map(({ line, column, message }) => (
                <tr key={`${line} ${column}`}>
                  <th scope="row" className="number">
                    {count(line)}
                  </th>
                  <td className="number">{count(column)}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <RegionCounts title={text.regions} regions={report.regions} contest={contest} />
    </>
  );
}
