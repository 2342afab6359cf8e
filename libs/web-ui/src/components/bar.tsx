import type { ReactNode } from 'react';

/**
 * A bar of a percentage, for the cell of a table: the number stands beside it as text, so the bar itself is hidden from
 * screen readers. SVG attributes give the lengths, because the Content-Security-Policy forbids `style`.
 *
 * @param percentage from 0 to 100
 * @param color a colour of a party, or absent for the ink of the page
 * @param mark where a line is drawn, such as a threshold, from 0 to 100
 * @param meaning gives the bar the colour of an answer to a law instead of a party
 */
export function Bar(props: {
  readonly percentage: number;
  readonly color?: string | undefined;
  readonly mark?: number | undefined;
  readonly meaning?: 'oui' | 'non' | 'blank';
}): ReactNode {
  const { percentage, color, mark, meaning } = props;
  return (
    <svg className="bar" aria-hidden="true" focusable="false" preserveAspectRatio="none" viewBox="0 0 100 10">
      <rect className="bar-ground" x="0" y="0" width="100" height="10" />
      <rect
        className={meaning === undefined ? 'bar-value' : `bar-value bar-${meaning}`}
        x="0"
        y="0"
        width={percentage}
        height="10"
        {...(color ? { fill: color } : {})}
      />
      {mark === undefined ? null : (
        <>
          <line className="bar-mark-ground" x1={mark} x2={mark} y1="0" y2="10" />
          <line className="bar-mark" x1={mark} x2={mark} y1="0" y2="10" />
        </>
      )}
    </svg>
  );
}
