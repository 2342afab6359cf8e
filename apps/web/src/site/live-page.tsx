import type { ReactNode } from 'react';
import { useCallback, useState } from 'react';
import { Frame } from './frame.tsx';
import type { Page, PublicClient } from './page.ts';
import type { SiteState } from './site-state.ts';

/** Data of a page, and the clock of the server when it was sent, in milliseconds since the epoch. */
export type ReadAgain = () => Promise<{ readonly data: unknown; readonly now: number } | undefined>;

/** A page with the data that the server loaded, and a way to load it again. */
export function LivePage(props: {
  readonly page: Page<unknown>;
  readonly state: SiteState;
  /** Absent on the server, which loads once. */
  readonly client?: PublicClient;
  /** Reads the data of this page again; undefined if it cannot be read now. Absent on the server. */
  readonly readAgain?: ReadAgain;
}): ReactNode {
  const { page, state, client, readAgain } = props;
  const { language, params, query } = state;
  const [shown, setShown] = useState({ data: state.data, now: state.now });
  const reload = useCallback(async () => {
    const read = await readAgain?.();
    if (read === undefined) return false;
    setShown(read);
    return true;
  }, [readAgain]);
  return (
    <Frame
      language={language}
      page={state.page}
      params={params}
      query={query}
      isRehearsal={page.isRehearsal?.(shown.data) ?? false}
    >
      <page.Content
        data={shown.data}
        now={shown.now}
        language={language}
        params={params}
        query={query}
        reload={reload}
        client={client}
      />
    </Frame>
  );
}
