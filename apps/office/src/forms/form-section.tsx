import type { ReactNode } from 'react';
import { useId } from 'react';

/** A part of a page with a heading, which is also its name for screen readers. */
export function FormSection(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}
