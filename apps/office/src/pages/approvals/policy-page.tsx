import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { APPROVABLE_ACTS } from '@scrutin/election';
import { formatCount, formatDuration, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Facts } from '../../shell/facts.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { APPROVABLE_ACT_WORDS } from './act-words.ts';
import { ChangePolicyForm } from './change-policy-form.tsx';

const TEXTS = texts({
  fr: {
    title: 'Quels actes demandent une deuxième personne',
    all: 'Toutes les propositions',
    intro:
      'Ces règles valent pour les scrutins à deux responsables, et pour les comptes et ces règles mêmes.',
    acts: 'Ces actes demandent une approbation',
    lifetime: 'Une proposition peut être approuvée pendant',
    replacing: 'Lettres remplacées ou révoquées par une personne seule, par scrutin',
    registering: 'Inscriptions tardives faites par une personne seule, par scrutin',
  },
  en: {
    title: 'Which acts need a second person',
    all: 'All proposals',
    intro: 'These rules hold for contests with two officials, and for accounts and these rules themselves.',
    acts: 'These acts need an approval',
    lifetime: 'A proposal can be approved for',
    replacing: 'Letters replaced or revoked by one person alone, per contest',
    registering: 'Late voters registered by one person alone, per contest',
  },
});

/** The acts that need a second person, and, for whoever may, their change. */
export function PolicyPage(): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const policy = useRead('approvalPolicy', {});
  const mayChange = useMay('accounts');
  return (
    <>
      <PageHeading title={text.title} />
      <p>
        <Link href="/approvals">{text.all}</Link>
      </p>
      <p>{text.intro}</p>
      <Loaded read={policy}>
        {(body, version) => (
          <>
            <h2>{text.acts}</h2>
            <ul>
              {APPROVABLE_ACTS.filter((act) => body.acts.includes(act)).map((act) => (
                <li key={act}>{APPROVABLE_ACT_WORDS[language][act]}</li>
              ))}
            </ul>
            <Facts
              facts={[
                [text.lifetime, formatDuration(body.lifetime_seconds * 1_000, language)],
                [text.replacing, formatCount(body.replacing_above, language)],
                [text.registering, formatCount(body.registering_above, language)],
              ]}
            />
            {mayChange ? <ChangePolicyForm policy={body} version={version} /> : null}
          </>
        )}
      </Loaded>
    </>
  );
}
