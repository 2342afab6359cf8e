import type { ReactNode } from 'react';

/** A button that shows a form below it. The form is a group with the name of the button. */
export function Disclosure(props: {
  readonly title: string;
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { title, isDangerous, children } = props;
  return (
    <details className={isDangerous === true ? 'disclosure disclosure-danger' : 'disclosure'}>
      <summary>{title}</summary>
      <div className="disclosure-body" role="group" aria-label={title}>
        {children}
      </div>
    </details>
  );
}
