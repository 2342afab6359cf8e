import type { Language } from '@scrutin/web-ui';

/** The path of every page in each language; `:name` stands for a parameter. */
export const PATHS = {
  consultations: { fr: '/fr/', en: '/en/' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type PageName = keyof typeof PATHS;

/** The address of a page in a language. */
export function addressOf(
  name: PageName,
  language: Language,
  params: Readonly<Record<string, string>> = {},
): string {
  const path: string = PATHS[name][language];
  return path.replaceAll(/:(\w+)/g, (_match, parameter: string) =>
    encodeURIComponent(params[parameter] ?? ''),
  );
}
