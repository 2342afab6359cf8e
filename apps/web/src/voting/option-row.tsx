import type { ReactNode } from 'react';

/**
 * A large row with a round mark, as on a printed ballot. The whole row marks it.
 *
 * @param hint what the option means. Screen readers read it after the name of the option, as its description
 */
export function OptionRow(props: {
  readonly group: string;
  readonly value: string;
  readonly isMarked: boolean;
  readonly onMark: () => void;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  const { group, value, isMarked, onMark, hint, children } = props;
  const id = `${group}-${value}`;
  const described =
    hint === undefined ? {} : { 'aria-labelledby': `${id}-name`, 'aria-describedby': `${id}-hint` };
  return (
    <label className="option-row" htmlFor={id}>
      <input type="radio" id={id} name={group} checked={isMarked} onChange={onMark} {...described} />
      <span className="option-text">
        {hint === undefined ? (
          children
        ) : (
          <>
            <span id={`${id}-name`}>{children}</span>
            <span className="option-hint" id={`${id}-hint`}>
              {hint}
            </span>
          </>
        )}
      </span>
    </label>
  );
}
