import type { SessionBody } from '@scrutin/contracts/admin';
import type { Language } from '@scrutin/web-ui';

type Role = SessionBody['official']['role'];

interface NavigationLink {
  readonly href: string;
  readonly name: Readonly<Record<Language, string>>;
  /** The roles to which it is shown. The server decides what each may do. */
  readonly roles: readonly Role[];
}

const ALL: readonly Role[] = ['official', 'operator', 'auditor'];

/** The links at the top of the office. */
export const NAVIGATION: readonly NavigationLink[] = [
  { href: '/', name: { fr: 'Aujourd’hui', en: 'Today' }, roles: ALL },
  { href: '/contests', name: { fr: 'Scrutins', en: 'Contests' }, roles: ALL },
  { href: '/lists', name: { fr: 'Régions et partis', en: 'Regions and parties' }, roles: ALL },
  { href: '/approvals', name: { fr: 'Approbations', en: 'Approvals' }, roles: ALL },
  { href: '/audit', name: { fr: 'Vérification', en: 'Audit' }, roles: ['auditor'] },
  { href: '/acts', name: { fr: 'Actes', en: 'Acts' }, roles: ALL },
  { href: '/accounts', name: { fr: 'Comptes', en: 'Accounts' }, roles: ALL },
];
