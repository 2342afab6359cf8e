import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import type { RaceCount } from './shown-round.ts';
import { ROUND_TEXTS } from './texts.ts';
import { voteFlow } from './vote-flow.ts';

/** A segment that is narrower than this has no number, which would touch those beside it. */
const NARROWEST_NUMBERED = 12;

/**
 * Where the votes go from round to round, as a picture. The tables of the rounds have the same figures, so screen readers
 * skip it. Nothing where there is one round.
 */
export function VoteFlowPicture(props: {
  readonly count: RaceCount;
  readonly language: Language;
}): ReactNode {
  const { count, language } = props;
  const text = ROUND_TEXTS[language];
  const flow = voteFlow(count);
  if (flow === undefined) return null;
  const { width, height, barHeight, rounds, links, names } = flow;
  const hasNobody = rounds.some(({ segments }) => segments.some(({ number }) => number === undefined));
  // No text stands on the colours of parties: the numbers are above the first bar and below the last.
  const isEdge = (index: number): boolean => index === 0 || index === rounds.length - 1;
  return (
    <figure className="vote-flow" aria-hidden="true">
      <figcaption>{hasNobody ? `${text.flow} ${text.flowNobody}` : text.flow}</figcaption>
      <ol className="vote-flow-names">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ol>
      <svg viewBox={`0 0 ${width} ${height}`} focusable="false">
        {links.map(({ path, color }) => (
          <path key={path} className="vote-flow-link" d={path} {...(color ? { fill: color } : {})} />
        ))}
        {rounds.map(({ y, segments }, index) => (
          <g key={y}>
            <text x="0" y={y + barHeight - 2}>
              {index + 1}
            </text>
            {segments.map(({ number, color, x, width: wide }) => (
              <g key={x}>
                <rect
                  className={number === undefined ? 'vote-flow-nobody' : 'vote-flow-segment'}
                  x={x}
                  y={y}
                  width={wide}
                  height={barHeight}
                  {...(color ? { fill: color } : {})}
                />
                {number === undefined || wide < NARROWEST_NUMBERED || !isEdge(index) ? null : (
                  <text x={x + wide / 2} y={index === 0 ? y - 6 : y + barHeight + 16} textAnchor="middle">
                    {number}
                  </text>
                )}
              </g>
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}
