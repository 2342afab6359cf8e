import type { ReactNode } from 'react';

/** A wide table, which scrolls inside its own region on a narrow window. The keyboard can reach the region. */
export function TableScroll(props: { readonly label: string; readonly children: ReactNode }): ReactNode {
  const { label, children } = props;
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
