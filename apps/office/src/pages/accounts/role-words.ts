import type { OfficialBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';

export type Role = OfficialBody['role'];

/** What each role is for. */
export const ROLE_WORDS = texts<Readonly<Record<Role, string>>>({
  fr: {
    official: 'Responsable : scrutins, listes et dépouillements',
    operator: 'Exploitation : comptes et listes',
    auditor: 'Vérification : lit seulement',
  },
  en: {
    official: 'Official: contests, rolls and counts',
    operator: 'Operator: accounts and rolls',
    auditor: 'Auditor: reads only',
  },
});
