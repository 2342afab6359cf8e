import type { ReactNode } from 'react';
import type { OfficialBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';
import { entityTag } from '../../api/entity-tag.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    disableTitle: 'Désactiver le compte',
    disableHint: 'Ses sessions se ferment. Le compte et ses actes restent au registre.',
    disable: 'Désactiver',
    disabled: 'Le compte est désactivé.',
    enableTitle: 'Activer le compte',
    enable: 'Activer',
    enabled: 'Le compte est de nouveau actif.',
  },
  en: {
    disableTitle: 'Disable the account',
    disableHint: 'Its sessions end. The account and its acts stay on record.',
    disable: 'Disable',
    disabled: 'The account is disabled.',
    enableTitle: 'Enable the account',
    enable: 'Enable',
    enabled: 'The account is enabled again.',
  },
});

/** Disables an account, or enables it again. */
export function AccountSwitch({ official }: { readonly official: OfficialBody }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const disable = useAct('disableOfficial');
  const enable = useAct('enableOfficial');
  const params = { id: official.id };
  const version = entityTag(official.version);
  return official.disabled_at === null ? (
    <section>
      <h2>{text.disableTitle}</h2>
      <p>{text.disableHint}</p>
      <ActForm
        outcome={disable.outcome.kind === 'idle' ? enable.outcome : disable.outcome}
        submit={text.disable}
        done={text.enabled}
        isDangerous
        onSubmit={() => {
          enable.clear();
          void disable.send({ params }, version);
        }}
      />
    </section>
  ) : (
    <section>
      <h2>{text.enableTitle}</h2>
      <ActForm
        outcome={enable.outcome.kind === 'idle' ? disable.outcome : enable.outcome}
        submit={text.enable}
        done={text.disabled}
        onSubmit={() => {
          disable.clear();
          void enable.send({ params }, version);
        }}
      />
    </section>
  );
}
