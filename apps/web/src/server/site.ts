import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Language } from '@scrutin/web-ui';
import { LivePage } from '../site/live-page.tsx';
import type { Page, PublicClient } from '../site/page.ts';
import { SITE_MAP } from '../site/site-map.ts';
import type { SiteState } from '../site/site-state.ts';
import type { SiteAssets } from './document.ts';
import { htmlDocument } from './document.ts';
import { errorMarkup } from './error-page.tsx';
import type { MatchedPage } from './match.ts';
import { matchPage } from './match.ts';

export interface SiteOptions {
  /** Gives a client whose answers are in a language. */
  readonly clientIn: (language: Language) => PublicClient;
  readonly assets: SiteAssets;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** A page as the server answers it. */
export interface WrittenPage {
  readonly status: 200 | 404 | 503;
  readonly html: string;
  readonly language: Language;
}

/** A page that exists, before its data is loaded. */
interface FoundPage {
  /** The same for all requests that get the same page. */
  readonly key: string;
  /** True if the page is for one person: nobody may keep it. */
  readonly isPersonal: boolean;
  readonly write: () => Promise<WrittenPage>;
}

/** Finds the page at a path; undefined if no page has this path. */
export type FindPage = (
  pathname: string,
  query: Readonly<Record<string, string>>,
) => Promise<FoundPage | undefined>;

/** The site of the citizens. It loads the data of its pages with the given clients. */
export function createSite(options: SiteOptions): FindPage {
  return async (pathname, given) => {
    const matched = matchPage(pathname);
    if (matched === undefined) return undefined;
    const page = await SITE_MAP[matched.page]();
    const query = Object.fromEntries(
      (page.queryNames ?? []).flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
    );
    return {
      key: JSON.stringify([matched, query]),
      isPersonal: page.isPersonal ?? false,
      write: () => writePage(options, matched, page, query),
    };
  };
}

async function writePage(
  { clientIn, assets, clock }: SiteOptions,
  { page: name, language, params }: MatchedPage,
  page: Page<unknown>,
  query: Readonly<Record<string, string>>,
): Promise<WrittenPage> {
  const loaded = await page.load({ client: clientIn(language), params, query });
  if (loaded.kind !== 'found') {
    const { title, markup } = errorMarkup(loaded.kind, language, page.missing?.[language]);
    const status = loaded.kind === 'missing' ? 404 : 503;
    return { status, language, html: htmlDocument({ language, title, markup, assets }) };
  }
  const state: SiteState = { page: name, language, params, query, now: clock(), data: loaded.data };
  const markup = renderToString(createElement(LivePage, { page, state }));
  const title = page.title(loaded.data, language);
  return { status: 200, language, html: htmlDocument({ language, title, markup, assets, state }) };
}
