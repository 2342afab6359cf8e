import type { ReactNode } from 'react';
import type { OfficialBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    disabled: 'Désactivé',
    enabled: 'Actif',
    locked: 'verrouillé après des échecs',
    password: 'doit changer son mot de passe',
    factor: 'second facteur',
    reset: 'retrait du second facteur demandé',
  },
  en: {
    disabled: 'Disabled',
    enabled: 'Enabled',
    locked: 'locked after failures',
    password: 'has to change the password',
    factor: 'second factor',
    reset: 'removal of the second factor asked for',
  },
});

/** The state of an account in a few words. */
export function AccountState({ official }: { readonly official: OfficialBody }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const words = [
    official.disabled_at === null ? text.enabled : text.disabled,
    official.locked_until === null ? '' : text.locked,
    official.must_change_password ? text.password : '',
    official.second_factor_at === null ? '' : text.factor,
    official.second_factor_reset === null ? '' : text.reset,
  ];
  return <>{words.filter((word) => word !== '').join(', ')}</>;
}
