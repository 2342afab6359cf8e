import type { ReactNode } from 'react';
import { Notice, texts } from '@scrutin/web-ui';
import type { Trouble } from '../api/trouble.ts';
import { refusalOf } from '../api/trouble.ts';
import { useLanguage } from '../language.tsx';
import { fieldWords } from './field-words.ts';

const TEXTS = texts({
  fr: {
    unreachable: 'Le serveur n’a pas répondu',
    unreachableText:
      'On ne sait pas si la demande est arrivée. Rechargez cette page pour voir ce qu’il en est avant de la refaire.',
    unreadable: 'Réponse illisible',
    unreadableText: (status: number) =>
      `Autre chose que le serveur du bureau a répondu (état ${status}). Rechargez la page ; si cela persiste, prévenez l’exploitation.`,
    again: 'Lire de nouveau',
    field: (name: string) => `${name} : `,
  },
  en: {
    unreachable: 'The server did not answer',
    unreachableText:
      'It is not known whether the request arrived. Load this page again to see how things stand before you repeat it.',
    unreadable: 'Unreadable answer',
    unreadableText: (status: number) =>
      `Something other than the server of the office answered (status ${status}). Load the page again; if it stays like this, tell the operator.`,
    again: 'Read again',
    field: (name: string) => `${name}: `,
  },
});

/** Says why a request failed, in the words of the office: what happened, which fields are wrong, and what to do. */
export function TroubleNotice(props: { readonly trouble: Trouble; readonly again?: () => void }): ReactNode {
  const { trouble, again } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const retry =
    again === undefined ? null : (
      <p>
        <button type="button" className="button button-second" onClick={again}>
          {text.again}
        </button>
      </p>
    );
  switch (trouble.kind) {
    case 'refused': {
      const { title, detail, errors = [] } = trouble.problem;
      const refusal = refusalOf(trouble.problem);
      return (
        <Notice kind="error" title={title} announced>
          {refusal === undefined ? null : <p>{refusal}</p>}
          <p>{detail}</p>
          {errors.length === 0 ? null : (
            <ul>
              {errors.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  {field === '' ? null : <strong>{text.field(fieldWords(field, language))}</strong>}
                  {message}
                </li>
              ))}
            </ul>
          )}
          {retry}
        </Notice>
      );
    }
    case 'unreachable':
      return (
        <Notice kind="error" title={text.unreachable} announced>
          <p>{text.unreachableText}</p>
          {retry}
        </Notice>
      );
    case 'unreadable':
      return (
        <Notice kind="error" title={text.unreadable} announced>
          <p>{text.unreadableText(trouble.status)}</p>
          {retry}
        </Notice>
      );
  }
}
