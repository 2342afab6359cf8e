import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Language } from '@scrutin/web-ui';
import type { PageName } from '../site/addresses.ts';
import { LivePage } from '../site/live-page.tsx';
import type { Page, PublicClient } from '../site/page.ts';
import { SITE_MAP } from '../site/site-map.ts';
import type { SiteState } from '../site/site-state.ts';
import type { SiteAssets } from './document.ts';
import { htmlDocument } from './document.ts';
import { errorMarkup } from './error-page.tsx';
import type { MatchedPage } from './match.ts';
import { matchPage } from './match.ts';

const LANGUAGES: readonly Language[] = ['fr', 'en'];

export interface SiteOptions {
  /** Gives a client whose answers are in a language. */
  readonly clientIn: (language: Language) => PublicClient;
  readonly assets: SiteAssets;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** A page whose data is loaded. */
export interface ReadPage {
  readonly status: 200 | 404 | 503;
  readonly language: Language;
  /** The data of the page as JSON; undefined if it could not be loaded. */
  readonly json: string | undefined;
  /** The document. It is written when somebody first asks for it. */
  readonly html: () => string;
}

/** A page that exists, before its data is loaded. */
interface FoundPage {
  /** The same for all requests that get the same page. */
  readonly key: string;
  /** True if the page is for one person: nobody may keep it. */
  readonly isPersonal: boolean;
  readonly read: () => Promise<ReadPage>;
}

/** Finds the page at a path, or one in its language that says that there is none; undefined if the path has no language. */
export type FindPage = (
  pathname: string,
  query: Readonly<Record<string, string>>,
) => Promise<FoundPage | undefined>;

/** The site of the citizens. It loads the data of its pages with the given clients. */
export function createSite(options: SiteOptions): FindPage {
  return async (pathname, given) => {
    const matched = matchPage(pathname);
    if (matched === undefined) return missingPage(pathname, options.assets);
    const page = await SITE_MAP[matched.page]();
    const query = Object.fromEntries(
      Object.entries(page.queryValues ?? {}).flatMap(([name, values]) => {
        const value = given[name];
        return value !== undefined && values.test(value) ? [[name, value]] : [];
      }),
    );
    return {
      key: JSON.stringify([matched, query]),
      isPersonal: page.isPersonal ?? false,
      read: () => readPage(options, matched, page, query),
    };
  };
}

function missingPage(pathname: string, assets: SiteAssets): FoundPage | undefined {
  const language = LANGUAGES.find((each) => pathname.startsWith(`/${each}/`));
  if (language === undefined) return undefined;
  return {
    key: `${language} missing`,
    isPersonal: false,
    read: () => Promise.resolve(errorPage('missing', language, assets)),
  };
}

function errorPage(
  kind: 'missing' | 'unavailable',
  language: Language,
  assets: SiteAssets,
  page?: PageName,
  missing?: string,
): ReadPage {
  const { title, markup } = errorMarkup(kind, language, page, missing);
  const html = htmlDocument({ language, title, markup, assets });
  return { status: kind === 'missing' ? 404 : 503, language, json: undefined, html: () => html };
}

async function readPage(
  { clientIn, assets, clock }: SiteOptions,
  { page: name, language, params }: MatchedPage,
  page: Page<unknown>,
  query: Readonly<Record<string, string>>,
): Promise<ReadPage> {
  const loaded = await page.load({ client: clientIn(language), params, query });
  if (loaded.kind !== 'found')
    return errorPage(loaded.kind, language, assets, name, page.missing?.[language]);
  const { data } = loaded;
  const state: SiteState = { page: name, language, params, query, now: clock(), data };
  let html: string | undefined;
  return {
    status: 200,
    language,
    json: JSON.stringify(data),
    html: () => {
      html ??= htmlDocument({
        language,
        title: page.title(data, language),
        markup: renderToString(createElement(LivePage, { page, state })),
        assets,
        state,
      });
      return html;
    },
  };
}
