import type { ReactNode } from 'react';
import type { LocalizedText } from '@scrutin/election';
import { texts } from '@scrutin/web-ui';
import { entityTag } from '../../api/entity-tag.ts';
import { useAct } from '../../api/use-act.ts';
import { LocalizedField } from '../../forms/localized-field.tsx';
import { useLanguage } from '../../language.tsx';
import type { ListRecordTexts } from './list-record.tsx';
import { ListRecord } from './list-record.tsx';

interface RegionValues {
  readonly name: LocalizedText;
}

const TEXTS = texts<ListRecordTexts<RegionValues>>({
  fr: {
    change: (name) => `Renommer ${name}`,
    submit: 'Enregistrer',
    done: 'Le nom est enregistré.',
    remove: (name) => `Supprimer ${name}`,
    removeMeans: 'Possible seulement si aucune élection n’utilise cette région.',
    labels: { name: 'Nom' },
  },
  en: {
    change: (name) => `Rename ${name}`,
    submit: 'Save',
    done: 'The name is saved.',
    remove: (name) => `Remove ${name}`,
    removeMeans: 'Possible only if no election uses this region.',
    labels: { name: 'Name' },
  },
});

/** A region, which may be renamed or removed. */
export function RegionItem(props: {
  readonly region: { readonly id: string; readonly name: LocalizedText; readonly version: string };
  readonly mayChange: boolean;
}): ReactNode {
  const { id, name, version } = props.region;
  const text = TEXTS[useLanguage().language];
  const change = useAct('changeRegion');
  const removal = useAct('removeRegion');
  return (
    <ListRecord<RegionValues>
      id={id}
      values={{ name }}
      version={entityTag(version)}
      texts={text}
      mayChange={props.mayChange}
      change={{
        outcome: change.outcome,
        send: (body, from) => change.send({ params: { id }, body }, from),
      }}
      removal={{ outcome: removal.outcome, send: (from) => removal.send({ params: { id } }, from) }}
      fields={({ values, set }, errors) => (
        <LocalizedField
          label={text.labels.name}
          path="name"
          errors={errors}
          value={values.name}
          onChange={(value) => {
            set({ name: value });
          }}
        />
      )}
    />
  );
}
