import type { LocalizedText } from '../contests/localized-text.ts';

/** The roles of accounts. A table in the contracts of the admin API says what each role may do. */
export const OFFICIAL_ROLES = ['official', 'operator', 'auditor'] as const;
export type OfficialRole = (typeof OFFICIAL_ROLES)[number];

/** The roles in words, for sentences about them. The English words are those of the API. */
export const ROLE_NAMES: Readonly<Record<OfficialRole, LocalizedText>> = {
  official: { fr: 'responsable', en: 'official' },
  operator: { fr: 'exploitation', en: 'operator' },
  auditor: { fr: 'vérification', en: 'auditor' },
};
