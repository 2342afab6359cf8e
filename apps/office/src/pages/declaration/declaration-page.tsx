import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { Notice, texts } from '@scrutin/web-ui';
import type { ContestKind, OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    title: 'Déclaration des résultats',
    final: 'Le résultat est certifié',
    finalText:
      'Imprimez la déclaration et signez-la. Le même registre donne le même fichier, octet pour octet.',
    draft: 'Le résultat n’est pas encore certifié',
    draftText:
      'Jusque-là il n’y a qu’un projet, qui le dit à chaque page et n’a pas de place pour les signatures.',
    early: 'La déclaration se fait après la clôture du vote.',
    documents: 'Documents',
    pdf: 'PDF à imprimer',
    text: 'Texte simple',
    isDraft: 'projet',
    languages: { fr: 'en français', en: 'en anglais' },
  },
  en: {
    title: 'Declaration of the results',
    final: 'The result is certified',
    finalText: 'Print the declaration and sign it. The same record gives the same file, byte for byte.',
    draft: 'The result is not certified yet',
    draftText:
      'Until then there is only a draft, which says so on every page and has no place for signatures.',
    early: 'The declaration is made after the voting has closed.',
    documents: 'Documents',
    pdf: 'PDF to print',
    text: 'Plain text',
    isDraft: 'draft',
    languages: { fr: 'in French', en: 'in English' },
  },
});

/** The declaration of the results: the document that the officials sign, or its draft before the certification. */
export function DeclarationPage(): ReactNode {
  const { kind, id } = useParams<{ kind: ContestKind; id: string }>();
  const text = TEXTS[useLanguage().language];
  return (
    <ContestFrame key={`${kind}:${id}`} kind={kind} id={id} title={text.title}>
      {(contest) => {
        if (contest.state === 'certified') {
          return (
            <>
              <Notice kind="done" title={text.final}>
                <p>{text.finalText}</p>
              </Notice>
              <Documents contest={contest} isDraft={false} />
            </>
          );
        }
        if (contest.state !== 'closed') return <Notice kind="information" title={text.early} />;
        return (
          <>
            <Notice kind="attention" title={text.draft}>
              <p>{text.draftText}</p>
            </Notice>
            <Documents contest={contest} isDraft />
          </>
        );
      }}
    </ContestFrame>
  );
}

function Documents(props: { readonly contest: OfficeContest; readonly isDraft: boolean }): ReactNode {
  const { contest, isDraft } = props;
  const text = TEXTS[useLanguage().language];
  const key = encodeURIComponent(rollKey(contest.kind, contest.id));
  return (
    <>
      <h2>{text.documents}</h2>
      <ul>
        {(['pdf', 'text'] as const).flatMap((format) =>
          (['fr', 'en'] as const).map((language) => (
            <li key={`${format} ${language}`}>
              <a
                href={`/admin/v1/contests/${key}/declaration?language=${language}&format=${format}&draft=${String(isDraft)}`}
              >
                {text[format]}, {text.languages[language]}
                {isDraft ? ` (${text.isDraft})` : ''}
              </a>
            </li>
          )),
        )}
      </ul>
    </>
  );
}
