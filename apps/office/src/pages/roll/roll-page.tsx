import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { Notice, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import type { ContestKind, OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { ContestFrame } from '../../contest/contest-frame.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PresentRoll } from './present-roll.tsx';
import { ReplaceLetters } from './replace-letters.tsx';
import { RevokeLetters } from './revoke-letters.tsx';
import { UploadRoll } from './upload-roll.tsx';

const TEXTS = texts({
  fr: {
    title: 'Liste électorale',
    present: 'Liste au registre',
    none: 'Aucune liste n’est chargée.',
    first: 'Charger la liste',
    replace: 'Remplacer la liste du brouillon',
    late: 'Inscrire des personnes tardivement',
    lost: 'Remplacer des lettres perdues',
    revoke: 'Révoquer des lettres',
    over: 'Le vote est clos : la liste ne change plus.',
  },
  en: {
    title: 'Roll',
    present: 'Roll on record',
    none: 'No roll is loaded.',
    first: 'Load the roll',
    replace: 'Replace the roll of the draft',
    late: 'Register late voters',
    lost: 'Replace lost letters',
    revoke: 'Revoke letters',
    over: 'Voting has closed: the roll does not change any more.',
  },
});

/** The roll of a contest: how many may vote, how it is loaded, and what becomes of lost letters. */
export function RollPage(): ReactNode {
  const { kind, id } = useParams<{ kind: ContestKind; id: string }>();
  const text = TEXTS[useLanguage().language];
  const key = rollKey(kind, id);
  const rolls = useRead('rolls', {});
  return (
    <ContestFrame key={key} kind={kind} id={id} title={text.title}>
      {(contest) => (
        <>
          <h2>{text.present}</h2>
          <Loaded read={rolls}>
            {(all) => {
              const roll = all.find((each) => each.roll === key);
              return roll === undefined ? <p>{text.none}</p> : <PresentRoll roll={roll} contest={contest} />;
            }}
          </Loaded>
          <RollActs
            contest={contest}
            hasRoll={rolls.kind === 'read' && rolls.body.some(({ roll }) => roll === key)}
          />
        </>
      )}
    </ContestFrame>
  );
}

function RollActs(props: { readonly contest: OfficeContest; readonly hasRoll: boolean }): ReactNode {
  const { contest, hasRoll } = props;
  const text = TEXTS[useLanguage().language];
  const mayLoad = useMay('rolls');
  const { state } = contest;
  if (state === 'closed' || state === 'certified') return <Notice kind="information" title={text.over} />;
  if (!mayLoad) return null;
  if (state === 'draft') {
    return (
      <section>
        <h2>{hasRoll ? text.replace : text.first}</h2>
        <UploadRoll contest={contest} />
      </section>
    );
  }
  return (
    <>
      <Disclosure title={text.late}>
        <UploadRoll contest={contest} />
      </Disclosure>
      <Disclosure title={text.lost} isDangerous>
        <ReplaceLetters contest={contest} />
      </Disclosure>
      <Disclosure title={text.revoke} isDangerous>
        <RevokeLetters contest={contest} />
      </Disclosure>
    </>
  );
}
