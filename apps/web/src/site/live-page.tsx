import type { ReactNode } from 'react';
import { useCallback, useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { addressOf } from './addresses.ts';
import { Frame } from './frame.tsx';
import type { Page, PublicClient } from './page.ts';
import type { SiteState } from './site-state.ts';
import { useCurrentData } from './use-current-data.ts';

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
  const { params, query } = state;
  const [language, changeLanguage] = useLanguage(page, state);
  const [shown, setShown] = useState({ data: state.data, now: state.now });
  const reload = useCallback(async () => {
    const read = await readAgain?.();
    if (read === undefined) return false;
    setShown(read);
    return true;
  }, [readAgain]);
  useCurrentData(reload);
  return (
    <Frame
      language={language}
      page={state.page}
      params={params}
      query={query}
      isRehearsal={page.isRehearsal?.(shown.data) ?? false}
      changeLanguage={changeLanguage}
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

/**
 * The language of a page, and how its reader changes it in place; undefined if the link to the other language leads away.
 * What is typed stays in the memory of the page. The address is the one of the page in the other language.
 */
function useLanguage(
  { changesLanguageInPlace, title }: Page<unknown>,
  { page, language: first, params, query, data }: SiteState,
): readonly [Language, ((language: Language) => void) | undefined] {
  const [language, setLanguage] = useState(first);
  const change = (next: Language): void => {
    document.documentElement.lang = next;
    document.title = `${title(data, next)} · Scrutin`;
    history.replaceState(history.state, '', addressOf(page, next, params, query));
    setLanguage(next);
  };
  return [language, changesLanguageInPlace === true ? change : undefined];
}
