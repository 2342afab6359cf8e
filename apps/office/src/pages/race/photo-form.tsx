import type { ReactNode } from 'react';
import { useState } from 'react';
import type { AdminCandidateBody } from '@scrutin/contracts/admin';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import { pathOf } from '@scrutin/contracts/routes';
import { isOwnPhoto, texts } from '@scrutin/web-ui';
import { useAct } from '../../api/use-act.ts';
import { fullName } from '../../contest/candidate-values.ts';
import type { Race } from '../../contest/race-values.ts';
import { ActForm } from '../../forms/act-form.tsx';
import { Disclosure } from '../../forms/disclosure.tsx';
import { Field } from '../../forms/field.tsx';
import { useLanguage } from '../../language.tsx';

const TEXTS = texts({
  fr: {
    title: (name: string) => `Photo de ${name}`,
    file: 'Fichier',
    hint: 'JPEG, PNG ou WebP, 12\u00a0Mo au plus. L’image est réécrite et réduite ; le lieu et l’appareil n’y figurent plus.',
    missing: 'Choisissez un fichier.',
    submit: 'Envoyer la photo',
    sent: 'La photo est enregistrée.',
    remove: 'Supprimer la photo',
    removed: 'La photo est supprimée.',
    elsewhere: 'Cette photo est sur un autre site :',
  },
  en: {
    title: (name: string) => `Photo of ${name}`,
    file: 'File',
    hint: 'JPEG, PNG or WebP, at most 12 MB. The picture is written again and made smaller; place and camera are no longer in it.',
    missing: 'Choose a file.',
    submit: 'Upload the photo',
    sent: 'The photo is saved.',
    remove: 'Remove the photo',
    removed: 'The photo is removed.',
    elsewhere: 'This photo is on another site:',
  },
});

/** Shows the photo of a candidate, and lets officials upload another one or remove it. */
export function PhotoForm(props: {
  readonly race: Race;
  readonly candidate: AdminCandidateBody;
  readonly version: string | undefined;
}): ReactNode {
  const { race, candidate, version } = props;
  const text = TEXTS[useLanguage().language];
  const upload = useAct('putPhoto');
  const removal = useAct('removePhoto');
  const [file, setFile] = useState<File>();
  const [wasSent, setWasSent] = useState(false);
  const params = {
    election_id: race.election_id,
    region_id: race.region_id,
    candidate_id: candidate.id,
  };
  const send = async (): Promise<void> => {
    setWasSent(true);
    if (file === undefined) return;
    removal.clear();
    const body = new Uint8Array(await file.arrayBuffer());
    const headers = { 'content-type': file.type === '' ? 'application/octet-stream' : file.type };
    await upload.send({ params, body, headers }, version);
  };
  return (
    <Disclosure title={text.title(fullName(candidate))}>
      <Photo candidate={candidate} address={pathOf(ADMIN_ROUTES.photo, params)} />
      <ActForm outcome={upload.outcome} submit={text.submit} done={text.sent} onSubmit={() => void send()}>
        <Field
          label={text.file}
          hint={text.hint}
          error={wasSent && file === undefined ? text.missing : undefined}
        >
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept="image/jpeg,image/png,image/webp"
              onChange={(event) => {
                setFile(event.target.files?.[0]);
              }}
            />
          )}
        </Field>
      </ActForm>
      {candidate.photo_url === null && removal.outcome.kind === 'idle' ? null : (
        <ActForm
          outcome={removal.outcome}
          submit={text.remove}
          done={text.removed}
          isDangerous
          onSubmit={() => {
            upload.clear();
            void removal.send({ params }, version);
          }}
        />
      )}
    </Disclosure>
  );
}

/** A photo that was uploaded. One of another site is only named, because no page loads anything from other sites. */
function Photo(props: { readonly candidate: AdminCandidateBody; readonly address: string }): ReactNode {
  const { candidate, address } = props;
  const text = TEXTS[useLanguage().language];
  const { photo_url: url } = candidate;
  if (url === null) return null;
  if (!isOwnPhoto(url)) {
    return (
      <p>
        {text.elsewhere} <code>{url}</code>
      </p>
    );
  }
  // The address of the public API changes with the photo, so that the browser does not show the one before.
  return (
    <img
      className="candidate-photo"
      src={`${address}?${encodeURIComponent(url)}`}
      alt={fullName(candidate)}
    />
  );
}
