import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Notice, texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { Rejections } from './rejections.tsx';
import { SubmissionSearch } from './submission-search.tsx';

const TEXTS = texts({
  fr: {
    title: 'Vérification',
    intro:
      'Ce qu’il est advenu des votes envoyés. Rien ici ne dit qui a voté, ni pour qui, ni dans quel ordre.',
    forbidden: 'Cette page est pour les comptes de vérification.',
    acts: 'Registre des actes',
    command: 'Pour recompter chaque dépouillement et comparer les empreintes, lancez',
  },
  en: {
    title: 'Audit',
    intro:
      'What became of the votes that were sent. Nothing here says who voted, for whom, or in which order.',
    forbidden: 'This page is for the accounts of auditors.',
    acts: 'Record of acts',
    command: 'To repeat every count and compare the digests, run',
  },
});

/** What auditors look at: submissions, rejections, and where the rest is. */
export function AuditPage(): ReactNode {
  const text = TEXTS[useLanguage().language];
  const mayAudit = useMay('audit');
  return (
    <>
      <PageHeading title={text.title} />
      {mayAudit ? (
        <>
          <p>{text.intro}</p>
          <p>
            <Link href="/acts">{text.acts}</Link> · {text.command} <code>npx scrutin audit</code>
          </p>
          <SubmissionSearch />
          <Rejections />
        </>
      ) : (
        <Notice kind="information" title={text.forbidden} />
      )}
    </>
  );
}
