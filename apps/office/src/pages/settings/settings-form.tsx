import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { ContestFields } from '../../contest/contest-fields.tsx';
import type { ContestValues } from '../../contest/contest-values.ts';
import { electionPatch, lawPatch, valuesOf } from '../../contest/contest-values.ts';
import { EditForm } from '../../forms/edit-form.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { useEditing } from '../../forms/use-editing.ts';
import { useLanguage } from '../../language.tsx';

interface Texts {
  readonly submit: string;
  readonly done: string;
  readonly labels: Readonly<Record<keyof ContestValues, string>>;
}

const TEXTS = texts<Texts>({
  fr: {
    submit: 'Enregistrer',
    done: 'Les modifications sont enregistrées.',
    labels: {
      name: 'Titre ou nom',
      window: 'Période du vote',
      visibility: 'Publication des résultats',
      blank: 'Vote blanc',
      type: 'Type d’élection',
      summary: 'Résumé',
      quorumVotes: 'Quorum en votes',
      quorumShare: 'Quorum en part',
      threshold: 'Seuil',
      base: 'Base du seuil',
    },
  },
  en: {
    submit: 'Save',
    done: 'The changes are saved.',
    labels: {
      name: 'Title or name',
      window: 'Voting window',
      visibility: 'Publication of the results',
      blank: 'Blank votes',
      type: 'Kind of election',
      summary: 'Summary',
      quorumVotes: 'Quorum in votes',
      quorumShare: 'Quorum as a share',
      threshold: 'Threshold',
      base: 'Base of the threshold',
    },
  },
});

/** Changes what the state of a contest lets change. Only the fields that were edited are sent. */
export function SettingsForm(props: {
  readonly contest: OfficeContest;
  readonly version: string | undefined;
}): ReactNode {
  const { contest, version } = props;
  const text = TEXTS[useLanguage().language];
  const law = useAct('changeLaw');
  const election = useAct('changeElection');
  const { outcome } = contest.kind === 'law' ? law : election;
  const editing = useEditing(valuesOf(contest), version);
  const save = async (): Promise<void> => {
    const { values, edited } = editing;
    const params = { id: contest.id };
    const became =
      contest.kind === 'law'
        ? await law.send({ params, body: lawPatch(values, edited) }, editing.version)
        : await election.send({ params, body: electionPatch(values, edited) }, editing.version);
    if (became.kind === 'done') editing.saved();
  };
  return (
    <EditForm
      editing={editing}
      labels={text.labels}
      outcome={outcome}
      submit={text.submit}
      done={text.done}
      onSubmit={() => void save()}
    >
      <ContestFields
        kind={contest.kind}
        values={editing.values}
        set={editing.set}
        errors={errorsOf(outcome)}
        mayChange={(change) => contest.possible.changes.includes(change)}
      />
    </EditForm>
  );
}
