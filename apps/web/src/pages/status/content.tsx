import type { ReactNode } from 'react';
import type { SubmissionBody } from '@scrutin/contracts/public';
import { addressOf } from '../../site/addresses.ts';
import type { ContentProps } from '../../site/page.ts';
import { useForgottenPage } from '../../site/use-forgotten-page.ts';
import { SubmissionState } from '../../submission/submission-state.tsx';
import { useSubmission } from '../../submission/use-submission.ts';
import { TEXTS } from './texts.ts';

export function StatusContent(props: ContentProps<SubmissionBody>): ReactNode {
  const { data, language, client } = props;
  const text = TEXTS[language];
  const watched = useSubmission(client, data.request_id, language, data);
  useForgottenPage(() => undefined);
  return (
    <div className="page-narrow">
      <h1>{text.title}</h1>
      <SubmissionState watched={watched} language={language} />
      <h2>{text.number}</h2>
      <p>
        <code>{data.request_id}</code>
      </p>
      <p>{text.says}</p>
      <p>
        <a href={addressOf('tracking', language)}>{text.another}</a>
      </p>
      <p>
        <a href={addressOf('front', language)}>{text.front}</a>
      </p>
    </div>
  );
}
