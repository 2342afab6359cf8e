import { useEffect, useState } from 'react';
import type { SubmissionBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import type { PublicClient } from '../site/page.ts';

/** What the page knows of a submission. */
export interface WatchedSubmission {
  readonly body: SubmissionBody | undefined;
  /** When the page last got an answer, by the clock of the reader in milliseconds; undefined before the first. */
  readonly lookedAtMs: number | undefined;
  /** True if the last question got no answer. */
  readonly isUnreachable: boolean;
}

/** Between two questions; the last one is used from then on. A vote is usually counted within a second or two. */
const PAUSES_MS = [500, 1_000, 1_000, 2_000, 2_000, 3_000, 5_000, 5_000, 10_000];

/**
 * Asks what became of a submission, again and again until that is final.
 *
 * @param client absent on the server, where nothing is asked
 * @param language the language of the page. What was read in the other one is read again
 * @param known what is known already, in this language
 */
export function useSubmission(
  client: PublicClient | undefined,
  id: string,
  language: Language,
  known?: SubmissionBody,
): WatchedSubmission {
  const [watched, setWatched] = useState<WatchedSubmission>({
    body: known,
    lookedAtMs: undefined,
    isUnreachable: false,
  });
  const [read, setRead] = useState(language);
  const isFinal = watched.body !== undefined && watched.body.state !== 'queued' && read === language;
  useEffect(() => {
    if (client === undefined || isFinal) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const reply = await client.call('submissionStatus', { params: { id } });
      if (isOver) return;
      if (reply.kind === 'answered') setRead(language);
      setWatched((before) =>
        reply.kind === 'answered'
          ? { body: reply.body, lookedAtMs: Date.now(), isUnreachable: false }
          : { ...before, isUnreachable: true },
      );
      timer = setTimeout(() => void ask(), PAUSES_MS[Math.min(asked, PAUSES_MS.length - 1)]);
      asked += 1;
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, id, language, isFinal]);
  return watched;
}
