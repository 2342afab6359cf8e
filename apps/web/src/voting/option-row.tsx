import type { ReactNode } from 'react';

/** A large row with a round mark, as on a printed ballot. The whole row marks it. */
export function OptionRow(props: {
  readonly group: string;
  readonly value: string;
  readonly isMarked: boolean;
  readonly onMark: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { group, value, isMarked, onMark, children } = props;
  return (
    <label className="option-row" htmlFor={`${group}-${value}`}>
      <input type="radio" id={`${group}-${value}`} name={group} checked={isMarked} onChange={onMark} />
      <span className="option-text">{children}</span>
    </label>
  );
}
