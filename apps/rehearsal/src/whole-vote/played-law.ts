import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import type { ResultsVisibility } from '@scrutin/election';
import { lawRollKey } from '@scrutin/election';
import { lawPoll } from '@scrutin/voting-load';
import { yearFrom } from '../keep-open.ts';
import type { PlayedContest } from './played-contest.ts';

/** A law on which a whole vote is played. @param results when its results are public */
export function playedLaw(
  id: string,
  nowMs: number,
  results: ResultsVisibility = 'after-closing',
): PlayedContest {
  const { opensAtMs, closesAtMs } = yearFrom(nowMs);
  return {
    id,
    rollKey: lawRollKey(id),
    generateOptions: ['--law-id', id],
    votePath: PUBLIC_ROUTES.voteOnLaw.path,
    contests: [{ kind: 'law', lawId: id }],
    async create(commands) {
      await commands.run('scrutin law create', [
        'law',
        'create',
        '--id',
        id,
        '--title-fr',
        'Mesure d’un vote entier',
        '--title-en',
        'Measurement of a whole vote',
        '--opens-at',
        new Date(opensAtMs).toISOString(),
        '--closes-at',
        new Date(closesAtMs).toISOString(),
        '--results',
        results,
        '--rehearsal',
      ]);
    },
    poll: (api) => lawPoll({ api, lawId: id, ouiPercent: 55, blankPercent: 0 }),
  };
}
