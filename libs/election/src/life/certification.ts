import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import { talliesDiffer } from '../counting/counting-rules.ts';

/** What certification needs to know about the count of a contest that stands: that of its last publication. */
export interface CountOnRecord {
  /** The key of the contest, for the sentences of refusals. */
  readonly contest: string;
  readonly isComplete: boolean;
  readonly computedAtMs: number;
  readonly ballots: bigint;
  /** SHA-256 of their text, hexadecimal. */
  readonly ballotsDigest: string;
  /** The candidates to whom the count gives votes, in any of its rounds. */
  readonly tallied: ReadonlySet<string>;
}

/** A contest without a published count. */
export interface NothingPublished {
  /** Whether it was counted at all. */
  readonly hasCounts: boolean;
}

/** The stored ballots of a contest, and what the other records say about them (P4). */
export interface BallotsInBox {
  readonly ballots: bigint;
  /** SHA-256 of their text, hexadecimal. */
  readonly digest: string;
  /** The number of selections whose tally differs from their ballots. */
  readonly differing: number;
  /** The number of voters who are recorded as counted. */
  readonly voters: bigint;
}

/**
 * The refusal to certify while accepted votes are outstanding (P5), unless that was allowed. A reason alone does not
 * allow it: it may have been given before anybody knew that votes are missing.
 *
 * @param outstanding a sentence for each kind of outstanding votes
 */
export function outstandingRefusal(
  outstanding: readonly LocalizedText[],
  isAllowed: boolean,
): Refusal | undefined {
  if (outstanding.length === 0 || isAllowed) return undefined;
  const [fr, en] = [
    outstanding.map((text) => text.fr).join(' '),
    outstanding.map((text) => text.en).join(' '),
  ];
  return refused('incomplete', {
    fr: `${fr} Attendez-les, ou cherchez-les avec \`scrutin ledger\` et \`scrutin parked list\` ; pour certifier sans eux, permettez-le, avec un motif.`,
    en: `${en} Wait for them, or look for them with \`scrutin ledger\` and \`scrutin parked list\`; to certify without them, allow it, with a reason.`,
  });
}

/**
 * The refusal to certify by this count. The count of a contest that stands must be complete, and made after the closing
 * and after every withdrawal. Counts that nobody published do not matter.
 */
export function countGap(
  contest: string,
  standing: CountOnRecord | NothingPublished,
  closesAtMs: number,
  withdrawn: readonly string[],
): Refusal | undefined {
  if ('hasCounts' in standing) {
    return standing.hasCounts
      ? refused('incomplete', {
          fr: `Aucun dépouillement de ${contest} n’a été publié.`,
          en: `No tabulation of ${contest} has been published.`,
        })
      : refused('incomplete', {
          fr: `${contest} n’a pas été dépouillé.`,
          en: `${contest} has not been tabulated.`,
        });
  }
  if (!standing.isComplete) {
    return refused('incomplete', {
      fr: `Le dépouillement publié de ${contest} n’est pas complet.`,
      en: `The published tabulation of ${contest} is not complete.`,
    });
  }
  // Both times are from the clock by which acts are judged.
  if (standing.computedAtMs < closesAtMs) {
    return refused('incomplete', {
      fr: `Le dépouillement publié de ${contest} a été fait avant la clôture, et des candidatures peuvent être retirées jusque-là : dépouillez et publiez de nouveau.`,
      en: `The published tabulation of ${contest} was made before the closing, until which candidates may withdraw: tabulate and publish it again.`,
    });
  }
  // The time of a count is that of its record. The count may have begun before a withdrawal.
  const counted = withdrawn.find((id) => standing.tallied.has(id));
  return counted === undefined
    ? undefined
    : refused('incomplete', {
        fr: `Le dépouillement publié de ${contest} compte des votes pour ${counted}, dont la candidature est retirée : dépouillez et publiez de nouveau.`,
        en: `The published tabulation of ${contest} counts votes for ${counted}, who has withdrawn: tabulate and publish it again.`,
      });
}

/**
 * The refusal to certify if the count is not of exactly the stored ballots (P8).
 *
 * @param digested the ballots when their digest was computed, which takes seconds and so happened before
 * @param ballotsNow the number of ballots now, while none can be added. Ballots are only ever added (P4), so if the
 * number has not changed, they are the ballots that were digested
 */
export function ballotsGap(
  { contest, ballots: counted, ballotsDigest }: CountOnRecord,
  digested: BallotsInBox | undefined,
  ballotsNow: bigint,
): Refusal | undefined {
  if (digested?.ballots !== ballotsNow) {
    return refused('incomplete', {
      fr: `${contest} a changé pendant la lecture de ses bulletins : certifiez de nouveau.`,
      en: `${contest} changed while its ballots were being read: certify it again.`,
    });
  }
  if (digested.differing > 0) return refused('incomplete', talliesDiffer(contest));
  if (digested.voters !== ballotsNow) {
    return refused('incomplete', {
      fr: `${contest} compte ${ballotsNow} bulletins et ${digested.voters} personnes dont le vote est inscrit comme compté. Rien n’est certifié tant que cela n’est pas expliqué ; docs/AUDITING.md dit comment trouver la différence.`,
      en: `${contest} has ${ballotsNow} ballots and ${digested.voters} voters that are recorded as counted. Nothing is certified until that is explained; docs/AUDITING.md says how to find the difference.`,
    });
  }
  return counted === ballotsNow && ballotsDigest === digested.digest
    ? undefined
    : refused('incomplete', {
        fr: `Le dépouillement publié de ${contest} porte sur ${counted} bulletins, qui ne sont pas les ${ballotsNow} comptés maintenant : dépouillez et publiez de nouveau.`,
        en: `The published tabulation of ${contest} is of ${counted} ballots, and these are not the ${ballotsNow} that are counted now: tabulate and publish it again.`,
      });
}
