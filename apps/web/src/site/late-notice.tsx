import type { ReactNode } from 'react';
import { Notice } from '@scrutin/web-ui';
import { useMounted } from './use-mounted.ts';

/**
 * What a page says while its scripts have not taken it over. It is in the document that the server writes. The style sheet
 * shows it after some seconds, and at once if the page knows that its scripts have failed; it goes away when they run.
 */
export function LateNotice(props: { readonly title: string; readonly what: string }): ReactNode {
  const isMounted = useMounted();
  if (isMounted) return null;
  return (
    <div className="late-notice">
      <Notice kind="attention" title={props.title}>
        <p>{props.what}</p>
      </Notice>
    </div>
  );
}
