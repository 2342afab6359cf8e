import type { ReactNode } from 'react';
import type { ActOutcome } from '../../api/use-act.ts';
import { Disclosure } from '../../forms/disclosure.tsx';
import { EditForm } from '../../forms/edit-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import type { LocalizedValue } from '../../forms/localized-field.tsx';
import { RemoveForm } from '../../forms/remove-form.tsx';
import type { Editing } from '../../forms/use-editing.ts';
import { useEditing } from '../../forms/use-editing.ts';
import { useLanguage } from '../../language.tsx';

/** An act on the record: what became of it, and how to send it with the version that was read. */
interface RecordAct<Given extends readonly unknown[]> {
  readonly outcome: ActOutcome;
  readonly send: (...given: Given) => Promise<ActOutcome>;
}

/** The words for one kind of record. */
export interface ListRecordTexts<Values> {
  readonly change: (name: string) => string;
  readonly submit: string;
  readonly done: string;
  readonly remove: (name: string) => string;
  readonly removeMeans: string;
  readonly labels: Readonly<Record<keyof Values & string, string>>;
}

/** A region or a party, to which elections refer: it may be changed or removed. */
export function ListRecord<Values extends { readonly name: LocalizedValue }>(props: {
  readonly id: string;
  readonly values: Values;
  /** For If-Match. */
  readonly version: string | undefined;
  readonly texts: ListRecordTexts<Values>;
  readonly mayChange: boolean;
  readonly change: RecordAct<[values: Values, version: string | undefined]>;
  readonly removal: RecordAct<[version: string | undefined]>;
  /** What stands below the name. */
  readonly detail?: ReactNode;
  readonly fields: (editing: Editing<Values>, errors: Readonly<Record<string, string>>) => ReactNode;
}): ReactNode {
  const { id, values, version, texts, mayChange, change, removal, detail, fields } = props;
  const { language } = useLanguage();
  const editing = useEditing(values, version);
  const name = values.name[language];
  const save = async (): Promise<void> => {
    const became = await change.send(editing.values, editing.version);
    if (became.kind === 'done') editing.saved();
  };
  return (
    <li>
      <h3 className="row-heading">{name}</h3>
      {detail}
      <p>
        <code>{id}</code> · <span lang="fr">{values.name.fr}</span> · <span lang="en">{values.name.en}</span>
      </p>
      {mayChange ? (
        <div className="row-acts">
          <Disclosure title={texts.change(name)}>
            <EditForm
              editing={editing}
              labels={texts.labels}
              outcome={change.outcome}
              submit={texts.submit}
              done={texts.done}
              onSubmit={() => void save()}
            >
              {fields(editing, errorsOf(change.outcome))}
            </EditForm>
          </Disclosure>
          <RemoveForm
            title={texts.remove(name)}
            means={texts.removeMeans}
            name={id}
            outcome={removal.outcome}
            onRemove={() => void removal.send(version)}
          />
        </div>
      ) : null}
    </li>
  );
}
