import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { rollKey } from '../../contest/contest.ts';
import { FilesField } from '../../forms/files-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useLanguage } from '../../language.tsx';
import type { RollFiles, WrongFiles } from './chosen-files.ts';
import { orderFiles } from './chosen-files.ts';
import { LettersCommand } from './letters-command.tsx';
import { UploadOutcomeNotice } from './upload-outcome.tsx';
import { useUpload } from './use-upload.ts';
import { WrongFilesNotice } from './wrong-files-notice.tsx';

const TEXTS = texts({
  fr: {
    files: 'Fichiers du dossier roll',
    filesHint: 'Le manifeste (manifest.json) et tous les fichiers roll-….txt, ensemble.',
    order: (names: string) => `À envoyer, dans cet ordre : ${names}`,
    noManifest: 'Sans manifeste, la liste d’un autre scrutin ou un fichier oublié ne se remarque pas.',
    scheme: 'Comment les identifiants ont été hachés',
    reason: 'Motif',
    reasonHint:
      'Le public le lit dans un avis, sur les pages françaises et anglaises, avec le nombre de personnes inscrites. Écrivez-le dans les deux langues.',
    check: 'Vérifier, sans rien charger',
    load: 'Charger ces lignes',
    first: 'Vérifiez d’abord : on ne peut charger que des lignes vérifiées.',
  },
  en: {
    files: 'Files of the folder roll',
    filesHint: 'The manifest (manifest.json) and all files roll-….txt, together.',
    order: (names: string) => `To be sent, in this order: ${names}`,
    noManifest: 'Without a manifest, the roll of another contest or a forgotten file is not noticed.',
    scheme: 'How the credentials were hashed',
    reason: 'Reason',
    reasonHint:
      'The public reads it in a notice, on the French and English pages, with the number of those who are registered. Write it in both languages.',
    check: 'Check, and load nothing',
    load: 'Load these lines',
    first: 'Check first: only lines that were checked can be loaded.',
  },
});

/** Checks the files of a roll and then loads them. A published contest takes more voters only with a reason. */
export function UploadRoll({ contest }: { readonly contest: OfficeContest }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const key = rollKey(contest.kind, contest.id);
  const { outcome, upload, clear } = useUpload(key);
  const [chosen, setChosen] = useState<RollFiles | WrongFiles>({ kind: 'none' });
  const [scheme, setScheme] = useState<'hmac-sha256' | 'sha256'>('hmac-sha256');
  const [reason, setReason] = useState('');
  const [wasChecked, setWasChecked] = useState(false);
  const isSending = outcome.kind === 'sending';
  // What became of a load has to be shown, so only a check may be ended by another choice.
  const isLoading = isSending && !outcome.isDryRun;
  const latest = useRef({});
  const choose = async (files: readonly File[]): Promise<void> => {
    const mine = {};
    latest.current = mine;
    clear();
    setWasChecked(false);
    // Until the files are read, nothing can be sent: it would be those that were chosen before.
    setChosen({ kind: 'none' });
    const ordered = await orderFiles(key, files);
    if (latest.current === mine) setChosen(ordered);
  };
  const send = (files: RollFiles, isDryRun: boolean): void => {
    if (isSending) return;
    const hasManifest = files.manifest !== undefined;
    setWasChecked(isDryRun);
    void upload(files.lines, { scheme, hasManifest, isDryRun, reason });
  };
  const mayLoad = wasChecked && outcome.kind === 'answered';
  return (
    <>
      <LettersCommand contest={contest} />
      <FilesField
        label={text.files}
        hint={text.filesHint}
        disabled={isLoading}
        onChange={(files) => {
          void choose(files);
        }}
      />
      {chosen.kind === 'ready' ? (
        <>
          <p className="long">{text.order(chosen.names.join(', '))}</p>
          {chosen.manifest === undefined ? (
            <SelectField
              label={text.scheme}
              hint={text.noManifest}
              value={scheme}
              options={[
                { value: 'hmac-sha256', text: 'HMAC-SHA-256' },
                { value: 'sha256', text: 'SHA-256' },
              ]}
              onChange={(wanted) => {
                setScheme(wanted);
                // Lines are checked for a scheme.
                setWasChecked(false);
                if (!isLoading) clear();
              }}
            />
          ) : null}
          {contest.state === 'draft' ? null : (
            <TextField
              label={text.reason}
              hint={text.reasonHint}
              rows={2}
              value={reason}
              onChange={setReason}
            />
          )}
          <UploadOutcomeNotice outcome={outcome} expected={chosen.manifest?.credentials} contest={contest} />
          <div className="button-row">
            <button
              type="button"
              className="button button-second"
              aria-disabled={isSending}
              onClick={() => {
                send(chosen, true);
              }}
            >
              {text.check}
            </button>
            {mayLoad ? (
              <button
                type="button"
                className="button"
                aria-disabled={isSending}
                onClick={() => {
                  send(chosen, false);
                }}
              >
                {text.load}
              </button>
            ) : (
              <p className="soft">{text.first}</p>
            )}
          </div>
        </>
      ) : (
        <WrongFilesNotice wrong={chosen} />
      )}
    </>
  );
}
