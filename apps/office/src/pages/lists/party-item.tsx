import type { ReactNode } from 'react';
import type { PoliticalParty } from '@scrutin/election';
import { Bar, texts } from '@scrutin/web-ui';
import { entityTag } from '../../api/entity-tag.ts';
import { useAct } from '../../api/use-act.ts';
import { useLanguage } from '../../language.tsx';
import type { ListRecordTexts } from './list-record.tsx';
import { ListRecord } from './list-record.tsx';
import type { PartyValues } from './party-fields.tsx';
import { PartyFields } from './party-fields.tsx';

const TEXTS = texts<ListRecordTexts<PartyValues>>({
  fr: {
    change: (name) => `Modifier ${name}`,
    submit: 'Enregistrer',
    done: 'Le parti est enregistré.',
    remove: (name) => `Supprimer ${name}`,
    removeMeans: 'Possible seulement si aucune candidature ne porte ce parti.',
    labels: { name: 'Nom', color: 'Couleur' },
  },
  en: {
    change: (name) => `Change ${name}`,
    submit: 'Save',
    done: 'The party is saved.',
    remove: (name) => `Remove ${name}`,
    removeMeans: 'Possible only if no candidate stands for this party.',
    labels: { name: 'Name', color: 'Colour' },
  },
});

const WHOLE = 100;

/** A party, which may be changed or removed. */
export function PartyItem(props: {
  readonly party: PoliticalParty & { readonly version: string };
  readonly mayChange: boolean;
}): ReactNode {
  const { code, name, color, version } = props.party;
  const text = TEXTS[useLanguage().language];
  const change = useAct('changeParty');
  const removal = useAct('removeParty');
  return (
    <ListRecord<PartyValues>
      id={code}
      values={{ name, color }}
      version={entityTag(version)}
      texts={text}
      mayChange={props.mayChange}
      change={{
        outcome: change.outcome,
        send: (body, from) => change.send({ params: { code }, body }, from),
      }}
      removal={{ outcome: removal.outcome, send: (from) => removal.send({ params: { code } }, from) }}
      detail={
        <>
          <div className="party-band">
            <Bar percentage={WHOLE} color={color} />
          </div>
          <p>
            <code>{color}</code>
          </p>
        </>
      }
      fields={({ values, set }, errors) => <PartyFields values={values} errors={errors} onChange={set} />}
    />
  );
}
