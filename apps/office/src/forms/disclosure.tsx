import type { ReactNode } from 'react';

/** A button that shows a form below it. What stands in it is made only when it is shown. */
export function Disclosure(props: {
  readonly title: string;
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { title, isDangerous, children } = props;
  return (
    <details className={isDangerous === true ? 'disclosure disclosure-danger' : 'disclosure'}>
      <summary>{title}</summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}
