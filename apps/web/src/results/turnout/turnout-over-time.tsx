import type { ReactNode } from 'react';
import type { LawTurnoutBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatCount, formatDay, formatTime } from '@scrutin/web-ui';
import { TURNOUT_TEXTS } from './texts.ts';
import { HEIGHT, turnoutPath, WIDTH } from './turnout-path.ts';

/** The turnout of a law or of a race over time, as the public API gives it. */
export type TurnoutSeries = Pick<
  LawTurnoutBody,
  'bucket_seconds' | 'buckets' | 'time_zone' | 'until' | 'voters'
>;

/** The votes over time, as a picture and as a table that says the same. */
export function TurnoutOverTime(props: {
  readonly series: TurnoutSeries;
  readonly language: Language;
  readonly window: { readonly opens_at: string; readonly closes_at: string };
  readonly now: number;
}): ReactNode {
  const { series, language, window, now } = props;
  const { bucket_seconds, buckets, time_zone, until } = series;
  const text = TURNOUT_TEXTS[language];
  if (buckets.length === 0) return <p>{until === null ? text.none : text.soon}</p>;
  const moment = (instant: string | number): string =>
    `${formatDay(instant, time_zone, language)}, ${formatTime(instant, time_zone, language)}`;
  const [from, to] = edges(series, window, now);
  const path = turnoutPath(buckets, bucket_seconds * 1000, from, to);
  const [last] = buckets.slice(-1);
  const total = formatCount(last?.cumulative ?? 0, language);
  return (
    <>
      <figure className="turnout-figure">
        <figcaption>{text.overTime}</figcaption>
        <p className="turnout-top" aria-hidden="true">
          {total}
        </p>
        <svg
          className="turnout-picture"
          role="img"
          aria-label={text.picture(total, moment(from), moment(to))}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          <path className="turnout-area" d={path.area} />
          <path className="turnout-line" d={path.line} />
        </svg>
        <p className="turnout-ends soft" aria-hidden="true">
          <span>{moment(from)}</span>
          <span>{moment(to)}</span>
        </p>
      </figure>
      <details>
        <summary>{text.asTable}</summary>
        <table className="compact">
          <thead>
            <tr>
              <th scope="col">{text.from}</th>
              <th scope="col" className="number">
                {text.during}
              </th>
              <th scope="col" className="number">
                {text.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {buckets.map(({ start, voters, cumulative }) => (
              <tr key={start}>
                <th scope="row">{moment(start)}</th>
                <td className="number">{formatCount(voters, language)}</td>
                <td className="number">{formatCount(cumulative, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="soft">
          {text.left} {until === null ? null : text.until(formatTime(until, time_zone, language))}
        </p>
      </details>
    </>
  );
}

/** From the opening to now or to the closing, and in any case all buckets. */
function edges(
  { bucket_seconds, buckets }: TurnoutSeries,
  { opens_at, closes_at }: { readonly opens_at: string; readonly closes_at: string },
  now: number,
): readonly [number, number] {
  const first = Date.parse(buckets[0]?.start ?? opens_at);
  const [latest] = buckets.slice(-1);
  const last = Date.parse(latest?.start ?? opens_at) + bucket_seconds * 1000;
  const from = Math.min(first, Date.parse(opens_at));
  return [from, Math.max(last, Math.min(now, Date.parse(closes_at)))];
}
