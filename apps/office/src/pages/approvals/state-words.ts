import { texts } from '@scrutin/web-ui';

/** What became of a proposal, in words. */
export const PROPOSAL_STATE_WORDS = texts({
  fr: {
    pending: 'En attente',
    approved: 'Approuvée et exécutée',
    refused: 'Refusée',
    withdrawn: 'Retirée',
    expired: 'Expirée',
    void: 'Sans effet : l’acte n’était plus possible',
  },
  en: {
    pending: 'Waiting',
    approved: 'Approved and carried out',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    expired: 'Expired',
    void: 'Void: the act was no longer possible',
  },
});
