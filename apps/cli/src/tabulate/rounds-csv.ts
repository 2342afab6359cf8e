import { csvLine } from '@scrutin/contracts/public';
import type { Contest } from '@scrutin/tabulation';
import { INACTIVE_CAUSES, votesOf } from '@scrutin/tabulation';
import type { Counted } from './rounds-table.ts';
import { roundsOf } from './rounds-table.ts';

/**
 * One line for each candidate with votes and each cause of inactive votes in each round: pass, round,
 * kind, id, name, votes, decision (`elected: reason`, `eliminated: reason`). Lines end with LF, as a terminal's do.
 */
export function roundsCsv(result: Counted, contest: Contest): string {
  const lines = ['pass,round,kind,id,name,votes,decision'];
  for (const round of roundsOf(result)) {
    const line = (kind: string, id: string, name: string, votes: string, decision: string): void => {
      lines.push(csvLine([`${round.pass}`, `${round.number}`, kind, id, name, votes, decision]));
    };
    for (const { id, name } of contest.candidates) {
      const votes = votesOf(round, id);
      if (votes === undefined) continue;
      const elected = round.elected.find(({ candidate }) => candidate === id);
      const eliminated = round.eliminated.find(({ candidate }) => candidate === id);
      const decision =
        elected !== undefined
          ? `elected: ${elected.reason}`
          : eliminated !== undefined
            ? `eliminated: ${eliminated.reason}`
            : '';
      line('candidate', id, name, votes, decision);
    }
    for (const cause of INACTIVE_CAUSES) line('inactive', cause, '', round.inactive[cause], '');
    if (round.threshold !== undefined) line('threshold', '', '', round.threshold, '');
  }
  return lines.join('\n');
}
