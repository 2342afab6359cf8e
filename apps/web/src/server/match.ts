import type { Language } from '@scrutin/web-ui';
import type { PageName } from '../site/addresses.ts';
import { PATHS } from '../site/addresses.ts';

export interface MatchedPage {
  readonly page: PageName;
  readonly language: Language;
  readonly params: Readonly<Record<string, string>>;
}

const LANGUAGES: readonly Language[] = ['fr', 'en'];

const PATTERNS = (Object.keys(PATHS) as PageName[]).flatMap((page) =>
  LANGUAGES.map((language) => ({
    page,
    language,
    pattern: new URLPattern({ pathname: PATHS[page][language] }),
  })),
);

/** The page at a path, and the parameters in it; undefined if there is none. */
export function matchPage(pathname: string): MatchedPage | undefined {
  for (const { page, language, pattern } of PATTERNS) {
    const found = pattern.exec({ pathname });
    if (found === null) continue;
    const params = decoded(found.pathname.groups);
    return params === undefined ? undefined : { page, language, params };
  }
  return undefined;
}

function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    );
  } catch {
    return undefined; // no percent-encoding of a text
  }
}
