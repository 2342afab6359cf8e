import type { Law, LawChanges } from '@scrutin/election';

/**
 * The fields to change so that the existing law becomes the wanted one. The status is not one of them, as only steps
 * change it.
 */
export function lawChanges(known: Law, wanted: Law): LawChanges {
  return {
    ...(sameText(known.title, wanted.title) ? {} : { title: wanted.title }),
    ...(sameText(known.summary, wanted.summary) ? {} : { summary: wanted.summary }),
    ...(known.window.opensAtMs === wanted.window.opensAtMs &&
    known.window.closesAtMs === wanted.window.closesAtMs
      ? {}
      : { window: wanted.window }),
    ...(known.timeZone === wanted.timeZone ? {} : { timeZone: wanted.timeZone }),
    ...(known.resultsVisibility === wanted.resultsVisibility
      ? {}
      : { resultsVisibility: wanted.resultsVisibility }),
    ...(known.blankVotes === wanted.blankVotes ? {} : { blankVotes: wanted.blankVotes }),
    ...(known.quorumVotes === wanted.quorumVotes ? {} : { quorumVotes: wanted.quorumVotes }),
    ...(known.quorumShare === wanted.quorumShare ? {} : { quorumShare: wanted.quorumShare }),
    ...(known.threshold === wanted.threshold ? {} : { threshold: wanted.threshold }),
    ...(known.thresholdBase === wanted.thresholdBase ? {} : { thresholdBase: wanted.thresholdBase }),
  };
}

function sameText(a: Law['title'], b: Law['title']): boolean {
  return a.fr === b.fr && a.en === b.en;
}
