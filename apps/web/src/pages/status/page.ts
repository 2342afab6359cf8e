import type { SubmissionBody } from '@scrutin/contracts/public';
import type { Loaded, PageRequest } from '../../site/page.ts';
import { page } from '../../site/page.ts';
import { StatusContent } from './content.tsx';
import { MISSING, TEXTS } from './texts.ts';

async function load({ client, params }: PageRequest): Promise<Loaded<SubmissionBody>> {
  const reply = await client.call('submissionStatus', { params: { id: params['id'] ?? '' } });
  if (reply.kind === 'problem' && reply.status === 404) return { kind: 'missing' };
  return reply.kind === 'answered' ? { kind: 'found', data: reply.body } : { kind: 'unavailable' };
}

/** What became of a vote, for whoever has its tracking number. It never says what was voted. */
export const status = page<SubmissionBody>({
  load,
  title: (_data, language) => TEXTS[language].title,
  Content: StatusContent,
  missing: MISSING,
  isRehearsal: ({ purpose }) => purpose === 'rehearsal',
  isPersonal: true,
});
