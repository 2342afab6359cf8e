import type { Language } from '@scrutin/web-ui';

/** The path of every page in each language; `:name` stands for a parameter. */
export const PATHS = {
  front: { fr: '/fr/', en: '/en/' },
  'vote-law': { fr: '/fr/voter/loi/:law', en: '/en/vote/law/:law' },
  'vote-election': { fr: '/fr/voter/election/:election', en: '/en/vote/election/:election' },
  'vote-race': { fr: '/fr/voter/election/:election/:region', en: '/en/vote/election/:election/:region' },
  tracking: { fr: '/fr/suivi', en: '/en/status' },
  status: { fr: '/fr/suivi/:id', en: '/en/status/:id' },
  help: { fr: '/fr/aide', en: '/en/help' },
  accessibility: { fr: '/fr/accessibilite', en: '/en/accessibility' },
  privacy: { fr: '/fr/confidentialite', en: '/en/privacy' },
  results: { fr: '/fr/resultats', en: '/en/results' },
  'law-results': { fr: '/fr/resultats/loi/:law', en: '/en/results/law/:law' },
  'election-results': { fr: '/fr/resultats/election/:election', en: '/en/results/election/:election' },
  'race-results': {
    fr: '/fr/resultats/election/:election/:region',
    en: '/en/results/election/:election/:region',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type PageName = keyof typeof PATHS;

/** The address of a page in a language, with a query if one is given. */
export function addressOf(
  name: PageName,
  language: Language,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string>> = {},
): string {
  const path: string = PATHS[name][language];
  const filled = path.replaceAll(/:(\w+)/g, (_match, parameter: string) =>
    encodeURIComponent(params[parameter] ?? ''),
  );
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}
