import type { ReactNode } from 'react';

const RADIUS = 36;
const AROUND = 2 * Math.PI * RADIUS;
/** A part that is smaller than this has no label, which would touch those beside it. In percent. */
const SMALLEST_LABELLED = 4;

/** One part of the whole, in the order of the table beside the picture. */
export interface DoughnutPart {
  /** A short text beside the part, such as its number in the table. */
  readonly label: string;
  /** From 0 to 100. */
  readonly percentage: number;
  readonly color?: string | undefined;
}

/**
 * Parts of a whole as a ring, beside a table that says the same: it is hidden from screen readers. The labels stand
 * outside the ring, so that no text is on a colour of a party, and the parts are apart from each other.
 * Without a part it is left out.
 */
export function Doughnut({ parts }: { readonly parts: readonly DoughnutPart[] }): ReactNode {
  const shown = parts.filter(({ percentage }) => percentage > 0);
  if (shown.length === 0) return null;
  return (
    <svg className="doughnut" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      {shown.map((part, i) => {
        const before = shown.slice(0, i).reduce((sum, { percentage }) => sum + percentage, 0);
        return <Part key={part.label} part={part} before={before} isAlone={shown.length === 1} />;
      })}
    </svg>
  );
}

function Part(props: {
  readonly part: DoughnutPart;
  readonly before: number;
  readonly isAlone: boolean;
}): ReactNode {
  const { part, before, isAlone } = props;
  const gap = isAlone ? 0 : 0.6;
  const length = (Math.max(0.2, part.percentage - gap) / 100) * AROUND;
  const dashes = `${length} ${AROUND - length}`;
  const turn = `rotate(${before * 3.6 - 90} 50 50)`;
  const angle = ((before + part.percentage / 2) / 100) * 2 * Math.PI - Math.PI / 2;
  return (
    <>
      <circle
        className="doughnut-outline"
        cx="50"
        cy="50"
        r={RADIUS}
        strokeDasharray={dashes}
        transform={turn}
      />
      <circle
        className="doughnut-part"
        cx="50"
        cy="50"
        r={RADIUS}
        strokeDasharray={dashes}
        transform={turn}
        {...(part.color ? { stroke: part.color } : {})}
      />
      {part.percentage < SMALLEST_LABELLED ? null : (
        <text x={50 + 46.5 * Math.cos(angle)} y={50 + 46.5 * Math.sin(angle)} dy="0.35em" textAnchor="middle">
          {part.label}
        </text>
      )}
    </>
  );
}
