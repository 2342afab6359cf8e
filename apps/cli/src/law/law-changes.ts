import type { Law, LawChanges } from '@scrutin/election';

/** What of the known law is to change for it to be as wanted, but for its status, which steps change. */
export function lawChanges(known: Law, wanted: Law): LawChanges {
  return {
    ...(sameText(known.title, wanted.title) ? {} : { title: wanted.title }),
    ...(sameText(known.summary, wanted.summary) ? {} : { summary: wanted.summary }),
    ...(known.window.opensAtMs === wanted.window.opensAtMs &&
    known.window.closesAtMs === wanted.window.closesAtMs
      ? {}
      : { window: wanted.window }),
    ...(known.resultsVisibility === wanted.resultsVisibility
      ? {}
      : { resultsVisibility: wanted.resultsVisibility }),
    ...(known.quorumVotes === wanted.quorumVotes ? {} : { quorumVotes: wanted.quorumVotes }),
    ...(known.thresholdBasisPoints === wanted.thresholdBasisPoints
      ? {}
      : { thresholdBasisPoints: wanted.thresholdBasisPoints }),
  };
}

function sameText(a: Law['title'], b: Law['title']): boolean {
  return a.fr === b.fr && a.en === b.en;
}
