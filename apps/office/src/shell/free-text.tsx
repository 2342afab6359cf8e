import type { ReactNode } from 'react';

/**
 * What an official wrote, which may be in French, in English or in both: a screen reader must not take it for the
 * language of the page.
 */
export function FreeText({ text }: { readonly text: string }): ReactNode {
  return <span lang="">{text}</span>;
}
