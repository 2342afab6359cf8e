import { texts } from '@scrutin/web-ui';

/** What became of a proposal, in words. */
export const PROPOSAL_STATE_WORDS = texts({
  fr: {
    pending: 'En attente',
    approved: 'Approuvée et exécutée',
    refused: 'Refusée',
    withdrawn: 'Retirée',
    expired: 'Expirée',
    void: 'Sans effet : elle ne convenait plus',
  },
  en: {
    pending: 'Waiting',
    approved: 'Approved and carried out',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    expired: 'Expired',
    void: 'Void: it no longer fitted',
  },
});
