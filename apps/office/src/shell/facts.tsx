import type { ReactNode } from 'react';

/** A name and what is known under it. Nothing is shown where there is nothing. */
export type Fact = readonly [name: string, value: ReactNode];

/** A list of facts about one thing. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
