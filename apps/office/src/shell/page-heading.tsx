import type { ReactNode } from 'react';
import { useEffect } from 'react';

/** The heading of a page, which is also the title of the window. */
export function PageHeading({ title }: { readonly title: string }): ReactNode {
  useEffect(() => {
    document.title = `${title} · Scrutin`;
  }, [title]);
  return <h1>{title}</h1>;
}
