import type { ReactNode } from 'react';
import type { LawTabulationBody, PublishedCountsBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatCount, formatInstant } from '@scrutin/web-ui';
import { COUNT_TEXTS } from './texts.ts';

export type CountOnRecord = Pick<
  LawTabulationBody,
  'rule_set' | 'ballots' | 'ballots_digest' | 'computed_at' | 'published_at' | 'time_zone'
>;

/** What is on record about the count that stands, and about those that it replaced. */
export function CountDetails(props: {
  readonly count: CountOnRecord;
  readonly counts: PublishedCountsBody;
  readonly language: Language;
}): ReactNode {
  const { count, counts, language } = props;
  const text = COUNT_TEXTS[language];
  const instant = (at: string): string => formatInstant(at, count.time_zone, language);
  return (
    <details>
      <summary>{text.details}</summary>
      <dl className="pairs">
        <dt>{text.ballots}</dt>
        <dd>{formatCount(count.ballots, language)}</dd>
        <dt>{text.computed}</dt>
        <dd>{instant(count.computed_at)}</dd>
        <dt>{text.published}</dt>
        <dd>{instant(count.published_at)}</dd>
        <dt>{text.rules}</dt>
        <dd>
          <code>{count.rule_set}</code>
        </dd>
        <dt>{text.digest}</dt>
        <dd>
          <code>{count.ballots_digest}</code>
          <br />
          <span className="soft">{text.digestMeans}</span>
        </dd>
      </dl>
      {counts.length < 2 ? null : (
        <>
          <h3>{text.earlier}</h3>
          <ol className="ruled-list">
            {counts.map((one) => (
              <li key={one.tabulation_id}>
                {instant(one.published_at)} · <strong>{one.stands ? text.stands : text.replaced}</strong>
                <br />
                {one.reason === null ? (
                  text.first
                ) : (
                  <>
                    {text.reason} <span lang="">{one.reason}</span>
                  </>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </details>
  );
}
