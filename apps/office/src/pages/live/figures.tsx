import type { ReactNode } from 'react';

/** A few numbers in large type, each with what it counts. */
export function Figures(props: {
  readonly figures: readonly (readonly [value: string, name: string])[];
}): ReactNode {
  return (
    <dl className="count-figures">
      {props.figures.map(([value, name]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
