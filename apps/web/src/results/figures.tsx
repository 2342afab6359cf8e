import type { ReactNode } from 'react';

/** Large numbers with their meaning, side by side. */
export function Figures(props: {
  readonly figures: readonly { readonly name: string; readonly value: string; readonly note?: string }[];
}): ReactNode {
  return (
    <dl className="figures">
      {props.figures.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {note === undefined ? null : <dd className="figure-note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
