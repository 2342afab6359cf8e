import type { ReactNode } from 'react';
import { useCallback, useState } from 'react';
import { Frame } from './frame.tsx';
import type { Page, PublicClient } from './page.ts';
import type { SiteState } from './site-state.ts';

/** A page with the data that the server loaded, and a way to load it again. */
export function LivePage(props: {
  readonly page: Page<unknown>;
  readonly state: SiteState;
  /** Absent on the server, which loads once. */
  readonly client?: PublicClient;
}): ReactNode {
  const { page, state, client } = props;
  const { language, params, query } = state;
  const [shown, setShown] = useState({ data: state.data, now: state.now });
  const reload = useCallback(async () => {
    if (client === undefined) return false;
    const loaded = await page.load({ client, params, query });
    if (loaded.kind !== 'found') return false;
    setShown({ data: loaded.data, now: Date.now() });
    return true;
  }, [page, client, params, query]);
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
