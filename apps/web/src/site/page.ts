import type { ReactNode } from 'react';
import type { Client } from '@scrutin/api-client';
import type { PublicRoutes } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';

export type PublicClient = Client<PublicRoutes>;

/** What a page is asked for: the parameters of its path and its query. */
export interface PageRequest {
  /** Its answers are in the language of the page. */
  readonly client: PublicClient;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** What became of loading a page. `unavailable` means that the reader may try again. */
export type Loaded<D> =
  | { readonly kind: 'found'; readonly data: D }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unavailable' };

export interface ContentProps<D> {
  readonly data: D;
  readonly language: Language;
  /** The clock of the server when the data was loaded, in milliseconds since the epoch. */
  readonly now: number;
  /** Loads the data of this page again. It resolves when the page shows the new data, or to false if that failed. */
  readonly reload: () => Promise<boolean>;
  /** Sends what the reader does. Absent on the server, which only writes the page. */
  readonly client: PublicClient | undefined;
  /** The address of this page, from which links to other pages are made. */
  readonly params: Readonly<Record<string, string>>;
  /** The query of this page, such as the order of a table. */
  readonly query: Readonly<Record<string, string>>;
}

/**
 * A page of the site. The server calls `load` and writes the page, so that it can be read without JavaScript; the browser
 * takes the same data over from there, and calls `load` itself when it refreshes.
 */
export interface Page<D> {
  readonly load: (request: PageRequest) => Promise<Loaded<D>>;
  /** The title of the page, without the name of the site. */
  readonly title: (data: D, language: Language) => string;
  readonly Content: (props: ContentProps<D>) => ReactNode;
  /** What to say if nothing is at the address. Otherwise the site says that there is nothing. */
  readonly missing?: Readonly<Record<Language, string>>;
  /** True if the data is a rehearsal, which every page says in a banner. */
  readonly isRehearsal?: (data: D) => boolean;
  /** True if the page is for one person: no cache may keep it. */
  readonly isPersonal?: boolean;
  /**
   * True if the reader may change the language without losing what they have typed: the data of the page has both
   * languages, and its state is of no language.
   */
  readonly changesLanguageInPlace?: boolean;
  /**
   * The members of the query that the page knows, and the values that it takes. Everything else is left out, so that it
   * makes no other page.
   */
  readonly queryValues?: Readonly<Record<string, RegExp>>;
}

/** Names the type of the data of a page once. */
export function page<D>(definition: Page<D>): Page<D> {
  return definition;
}
