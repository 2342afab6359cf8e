import type { Language } from '@scrutin/web-ui';
import type { PageName } from './addresses.ts';

/** What the server hands to the browser beside the page that it wrote, as JSON in the document. */
export interface SiteState {
  readonly page: PageName;
  readonly language: Language;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly now: number;
  readonly data: unknown;
}

/** The identifier of the element with the state. */
export const STATE_ID = 'page-state';
/** The identifier of the element with the page. */
export const ROOT_ID = 'root';
