import type { ReactNode } from 'react';
import { useState } from 'react';
import type { FormError, Language } from '@scrutin/web-ui';
import { ErrorSummary, TextField, texts } from '@scrutin/web-ui';
import { heldLetter } from '../site/letter.ts';
import type { StepProps } from './choice-step.tsx';
import type { FieldFault } from './credential.ts';
import { codeFault, groupedCode, groupedNas, nasFault } from './credential.ts';
import { StepHeading } from './heading.tsx';
import { TEXTS as VOTING } from './texts.ts';

const TEXTS = texts({
  fr: {
    title: 'Votre lettre',
    lead: 'Entrez les deux renseignements qui montrent que vous pouvez voter.',
    nas: 'Votre numéro d’assurance sociale (NAS), ou l’identifiant de votre lettre',
    nasHint: '9\u00a0chiffres. Les espaces et les tirets ne comptent pas.',
    nasGood: (nas: string) => `9\u00a0chiffres : ${nas}`,
    nasEmpty: 'Entrez votre NAS, ou l’identifiant de 9\u00a0chiffres de votre lettre.',
    nasWrong: (length: number) =>
      length === 9
        ? 'Ce numéro ne contient que des chiffres.'
        : `Ce numéro compte 9\u00a0chiffres ; vous en avez entré ${length}.`,
    code: 'Le code de votre lettre',
    codeHint: 'En majuscules ou en minuscules. Les espaces et les tirets ne comptent pas.',
    codeGood: (code: string) => `Le code est complet : ${code}`,
    codeRead: 'Le code vient du code QR de votre lettre.',
    codeEmpty: 'Entrez le code de votre lettre.',
    codeLength: (length: number) =>
      `Le code compte 8, 10 ou 12 caractères (6 dans les anciennes lettres) ; vous en avez entré ${length}.`,
    codeCharacters:
      'Un des caractères ne figure dans aucun code : les codes n’ont ni 0, O, 1, I, L, 2, Z, 5, S, 8, B, ni E. Regardez de nouveau la lettre.',
    lost: 'Lettre perdue ou abîmée ?',
    lostDo:
      'Communiquez avec le bureau responsable du scrutin : il peut vous envoyer une nouvelle lettre. Ne donnez votre code à personne, même au bureau. Entrez-le seulement sur cette page.',
    kept: 'Ces numéros servent à vérifier que vous pouvez voter. Ils ne sont pas conservés avec votre choix, et cette page les oublie dès que vous avez fini.',
  },
  en: {
    title: 'Your letter',
    lead: 'Enter the two things that show that you may vote.',
    nas: 'Your social insurance number, or the identifier in your letter',
    nasHint: '9 digits. Spaces and dashes do not matter.',
    nasGood: (nas: string) => `9 digits: ${nas}`,
    nasEmpty: 'Enter your social insurance number, or the identifier of 9 digits in your letter.',
    nasWrong: (length: number) =>
      length === 9 ? 'The number has digits only.' : `The number has 9 digits; you entered ${length}.`,
    code: 'The code in your letter',
    codeHint: 'In upper or lower case. Spaces and dashes do not matter.',
    codeGood: (code: string) => `The code is complete: ${code}`,
    codeRead: 'The code comes from the QR code of your letter.',
    codeEmpty: 'Enter the code in your letter.',
    codeLength: (length: number) =>
      `The code has 8, 10 or 12 characters (6 in older letters); you entered ${length}.`,
    codeCharacters:
      'One character is in no code: codes have no 0, O, 1, I, L, 2, Z, 5, S, 8, B or E. Look at the letter again.',
    lost: 'Is the letter lost or damaged?',
    lostDo:
      'Contact the election office: it can send you a new letter. Give your code to nobody, not even to the office. Enter it on this page only.',
    kept: 'These numbers show that you may vote. They are not kept with your choice, and this page forgets them when you have finished.',
  },
});

type Text = (typeof TEXTS)[Language];

/** The second question: the NAS and the code. They are checked while they are typed; only the form can be checked here. */
export function CredentialStep({ voting, language }: StepProps): ReactNode {
  const text = TEXTS[language];
  const { typed } = voting.state;
  const [attempt, setAttempt] = useState(0);
  const [left, setLeft] = useState({ nas: false, code: false });
  const nas = nasError(nasFault(typed.nas), text);
  const code = codeError(codeFault(typed.code), text);
  /** A field that is still being typed is not yet wrong. */
  const shown = (error: string | undefined, value: string, isLeft: boolean): string | undefined =>
    attempt > 0 || (isLeft && value !== '') ? error : undefined;
  const errors: FormError[] = [
    ...(nas === undefined ? [] : [{ field: 'nas', message: nas }]),
    ...(code === undefined ? [] : [{ field: 'code', message: code }]),
  ];
  const groupedAsNas = groupedNas(typed.nas);
  const groupedAsCode = groupedCode(typed.code);
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (errors.length === 0) voting.go('review');
        else setAttempt(attempt + 1);
      }}
    >
      <p className="step">{VOTING[language].step(2)}</p>
      <StepHeading isFirst={false} title={text.title} />
      <p className="lead">{text.lead}</p>
      {attempt > 0 && errors.length > 0 ? (
        <ErrorSummary title={VOTING[language].toCorrect} errors={errors} attempt={attempt} />
      ) : null}
      <TextField
        id="nas"
        label={text.nas}
        hint={text.nasHint}
        error={shown(nas, typed.nas, left.nas)}
        good={groupedAsNas === undefined ? undefined : text.nasGood(groupedAsNas)}
        value={typed.nas}
        isNumeric
        onChange={(value) => {
          voting.type({ ...typed, nas: value });
        }}
        onLeave={() => {
          setLeft({ ...left, nas: true });
        }}
      />
      {heldLetter()?.code === typed.code ? <p>{text.codeRead}</p> : null}
      <TextField
        id="code"
        label={text.code}
        hint={text.codeHint}
        error={shown(code, typed.code, left.code)}
        good={groupedAsCode === undefined ? undefined : text.codeGood(groupedAsCode)}
        value={typed.code}
        onChange={(value) => {
          voting.type({ ...typed, code: value });
        }}
        onLeave={() => {
          setLeft({ ...left, code: true });
        }}
      />
      <p className="soft">{text.kept}</p>
      <details>
        <summary>{text.lost}</summary>
        <p>{text.lostDo}</p>
      </details>
      <p className="button-row">
        <button type="submit" className="button">
          {VOTING[language].next}
        </button>
        <button
          type="button"
          className="button button-second"
          onClick={() => {
            voting.go('choice');
          }}
        >
          {VOTING[language].back}
        </button>
      </p>
    </form>
  );
}

function nasError(fault: FieldFault | undefined, text: Text): string | undefined {
  if (fault === undefined) return undefined;
  return fault.kind === 'empty' ? text.nasEmpty : text.nasWrong(fault.length);
}

function codeError(fault: FieldFault | undefined, text: Text): string | undefined {
  if (fault === undefined) return undefined;
  if (fault.kind === 'empty') return text.codeEmpty;
  return [8, 10, 12].includes(fault.length) ? text.codeCharacters : text.codeLength(fault.length);
}
