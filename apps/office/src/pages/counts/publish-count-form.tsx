import type { ReactNode } from 'react';
import { useState } from 'react';
import type { TabulationDetailBody } from '@scrutin/contracts/admin';
import { Notice, texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { useRead } from '../../api/use-read.ts';
import type { OfficeContest } from '../../contest/contest.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { ConfirmName } from '../../forms/confirm-name.tsx';
import { errorsOf } from '../../forms/errors-of.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import type { CountedContest } from './counted-contest.ts';
import { countedKey } from './counted-contest.ts';

const TEXTS = texts({
  fr: {
    title: 'Publier ce dépouillement',
    first: 'Tout le monde verra ce résultat, ses tours et l’empreinte des bulletins.',
    another:
      'Un autre dépouillement fait foi actuellement. Celui-ci le remplacera, et le public lira votre motif sur les pages françaises et anglaises : écrivez-le dans les deux langues.',
    reason: 'Motif du remplacement',
    submit: 'Publier',
    done: 'Le dépouillement est publié : il fait foi.',
    stands: 'Ce dépouillement est publié, et il fait foi.',
  },
  en: {
    title: 'Publish this count',
    first: 'Everybody will see this result, its rounds and the digest of the ballots.',
    another:
      'Another count stands now. This one will replace it, and the public will read your reason on the French and English pages: write it in both languages.',
    reason: 'Reason for the replacement',
    submit: 'Publish',
    done: 'The count is published: it stands.',
    stands: 'This count is published, and it is the one that stands.',
  },
});

interface PublishProps {
  readonly counted: CountedContest;
  readonly count: TabulationDetailBody;
  readonly state: OfficeContest['state'];
}

/** Publishes a count. If another one stands, it takes a reason. */
export function PublishCountForm({ counted, count, state }: PublishProps): ReactNode {
  const text = TEXTS[useLanguage().language];
  const publications = useRead('publications', { params: { id: count.id } });
  const mayPublish = useMay('publish') && state === 'closed';
  return (
    <Loaded read={publications}>
      {([last]) => {
        if (last?.tabulation_id === count.id) return <Notice kind="done" title={text.stands} />;
        return mayPublish ? (
          <PublishForm counted={counted} id={count.id} replacesAnother={last !== undefined} />
        ) : null;
      }}
    </Loaded>
  );
}

function PublishForm(props: {
  readonly counted: CountedContest;
  readonly id: string;
  readonly replacesAnother: boolean;
}): ReactNode {
  const { counted, id, replacesAnother } = props;
  const text = TEXTS[useLanguage().language];
  const { outcome, send } = useAct('publishTabulation');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const key = countedKey(counted);
  const publish = (): void => {
    setWasSent(true);
    if (typed.trim() !== key) return;
    void send({ params: { id }, body: replacesAnother ? { reason } : {} });
  };
  return (
    <section>
      <h2>{text.title}</h2>
      <p>{replacesAnother ? text.another : text.first}</p>
      <ActForm outcome={outcome} submit={text.submit} done={text.done} isDangerous onSubmit={publish}>
        {replacesAnother ? (
          <TextField
            label={text.reason}
            rows={2}
            value={reason}
            error={errorsOf(outcome)['reason']}
            onChange={setReason}
          />
        ) : null}
        <ConfirmName name={key} value={typed} wasSent={wasSent} onChange={setTyped} />
      </ActForm>
    </section>
  );
}
