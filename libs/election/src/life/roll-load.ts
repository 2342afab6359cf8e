import type { ActOutcome, Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { RollScheme } from '../contests/catalogue.ts';
import type { RegisteredRoll, RollOrigin } from '../contests/roll-records.ts';
import { changeRefusal } from './changes.ts';
import type { ContestState } from './lifecycle.ts';

/**
 * What a load does with the present roll of a draft. With `replace`, the default, the entries replace the roll, so that
 * nobody of a wrong roll stays eligible. With `add`, they are added to the roll. Both add once the contest is published.
 */
export type LoadInDraft = 'add' | 'replace';

/** A request to load a roll. */
export interface RollLoadRequest {
  readonly scheme: RollScheme;
  readonly inDraft?: LoadInDraft | undefined;
  /** Shows with which pepper the entries were hashed. Undefined if it is not known. */
  readonly pepperCheck?: string | undefined;
  /** Where the entries come from. Made-up voters are put only on the roll of a rehearsal. */
  readonly origin?: RollOrigin['kind'] | undefined;
  /** Why credentials are added, if the contest is published. */
  readonly reason?: string | undefined;
}

/** The refusal of late registrations without a reason. @param credentials how many would be added */
export function unexplainedRegistration(credentials: bigint): Refusal {
  return refused('invalid', {
    fr: `Le scrutin est publié : ajouter ${credentials} identifiants à sa liste est une inscription tardive, qui demande un motif, que le public lira (« --reason » à la ligne de commande, « reason=… » dans l’adresse d’un envoi).`,
    en: `The contest is published: adding ${credentials} credentials to its roll is a late registration. It needs a reason, which the public will read (--reason on the command line, reason=… in the address of an upload).`,
  });
}

/** The refusal of credentials that were hashed with another pepper than those of the roll on record. */
export const OTHER_PEPPER = refused('state-forbids', {
  fr: 'La liste au registre a été hachée avec un autre poivre : les personnes de l’une des deux ne seraient jamais trouvées.',
  en: 'The roll on record was hashed with another pepper: voters of one of the two would never be found.',
});

/** Whether two check values show two different peppers. If one of them is not known, the answer is false. */
export function hasOtherPepper(one: string | undefined, other: string | undefined): boolean {
  return Boolean(one) && Boolean(other) && one !== other;
}

/**
 * Judges whether a roll may be loaded, and says whether it replaces the roll on record. A roll on record may be loaded
 * again in every state, because Redis may have lost it and votes that were accepted in time wait for it (P3, P9).
 *
 * @param registered the roll on record; undefined if there is none
 */
export function judgeRollLoad(
  state: ContestState,
  registered: Pick<RegisteredRoll, 'scheme' | 'pepperCheck'> | undefined,
  { scheme, inDraft = 'replace', pepperCheck }: RollLoadRequest,
): ActOutcome<{ readonly replaces: boolean }> {
  if (registered === undefined) {
    return changeRefusal(state, 'roll') ?? { ok: true, value: { replaces: false } };
  }
  if (registered.scheme !== scheme) {
    return refused('state-forbids', {
      fr: `La liste au registre a été hachée selon ${registered.scheme}, et non selon ${scheme}.`,
      en: `The roll on record was hashed by ${registered.scheme}, not by ${scheme}.`,
    });
  }
  const replaces = state === 'draft' && inDraft !== 'add';
  if (!replaces && hasOtherPepper(registered.pepperCheck, pepperCheck)) return OTHER_PEPPER;
  return { ok: true, value: { replaces } };
}
