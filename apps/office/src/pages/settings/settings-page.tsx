import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { texts } from '@scrutin/web-ui';
import type { ContestKind } from '../../contest/contest.ts';
import { hasChangeableSettings } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { ContestFacts } from './contest-facts.tsx';
import { SettingsForm } from './settings-form.tsx';

const TEXTS = texts({
  fr: { title: 'Textes et règles' },
  en: { title: 'Texts and rules' },
});

/** The texts, the window and the rules of a contest, as far as its state lets them change. */
export function SettingsPage(): ReactNode {
  const { kind, id } = useParams<{ kind: ContestKind; id: string }>();
  const text = TEXTS[useLanguage().language];
  const mayConfigure = useMay('configure');
  return (
    <ContestFrame key={`${kind}:${id}`} kind={kind} id={id} title={text.title}>
      {(contest, version) => (
        <>
          {mayConfigure && hasChangeableSettings(contest) ? (
            <SettingsForm contest={contest} version={version} />
          ) : null}
          <ContestFacts contest={contest} />
        </>
      )}
    </ContestFrame>
  );
}
