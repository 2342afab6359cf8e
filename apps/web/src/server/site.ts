import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Language } from '@scrutin/web-ui';
import { LivePage } from '../site/live-page.tsx';
import type { PublicClient } from '../site/page.ts';
import { SITE_MAP } from '../site/site-map.ts';
import type { SiteState } from '../site/site-state.ts';
import type { SiteAssets } from './document.ts';
import { htmlDocument } from './document.ts';
import { errorMarkup } from './error-page.tsx';
import { matchPage } from './match.ts';

export interface SiteOptions {
  readonly client: PublicClient;
  readonly assets: SiteAssets;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** A page as the server answers it. */
export interface WrittenPage {
  readonly status: 200 | 404 | 503;
  readonly html: string;
  readonly language: Language;
  /** True if no cache may keep it. */
  readonly isPersonal: boolean;
}

/** Writes the page at a path; undefined if no page has this path. */
export type WritePage = (
  pathname: string,
  query: Readonly<Record<string, string>>,
) => Promise<WrittenPage | undefined>;

/** The site of the citizens. It loads the data of its pages with the given client. */
export function createSite({ client, assets, clock }: SiteOptions): WritePage {
  return async (pathname, query) => {
    const matched = matchPage(pathname);
    if (matched === undefined) return undefined;
    const { page: name, language, params } = matched;
    const page = await SITE_MAP[name]();
    const loaded = await page.load({ client, params, query });
    const isPersonal = page.isPersonal ?? false;
    if (loaded.kind !== 'found') {
      const { title, markup } = errorMarkup(loaded.kind, language);
      const status = loaded.kind === 'missing' ? 404 : 503;
      return { status, language, isPersonal, html: htmlDocument({ language, title, markup, assets }) };
    }
    const state: SiteState = { page: name, language, params, query, now: clock(), data: loaded.data };
    const markup = renderToString(createElement(LivePage, { page, state }));
    const title = page.title(loaded.data, language);
    return {
      status: 200,
      language,
      isPersonal,
      html: htmlDocument({ language, title, markup, assets, state }),
    };
  };
}
