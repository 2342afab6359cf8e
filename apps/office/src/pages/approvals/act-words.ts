import type { PolicyBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';

type ApprovableAct = PolicyBody['acts'][number];

/** The acts that can need a second person, in words. */
export const APPROVABLE_ACT_WORDS = texts<Readonly<Record<ApprovableAct, string>>>({
  fr: {
    schedule: 'Publier un scrutin',
    unschedule: 'Retirer la publication d’un scrutin',
    open: 'Ouvrir avant l’heure',
    extend: 'Prolonger le vote',
    close: 'Clore avant l’heure',
    certify: 'Certifier le résultat',
    withdrawal: 'Inscrire le retrait d’une candidature',
    lot: 'Inscrire un tirage au sort',
    publication: 'Publier un dépouillement',
    replacing: 'Remplacer ou révoquer des lettres, au-delà d’un nombre',
    registering: 'Inscrire tardivement des personnes, au-delà d’un nombre',
    accounts: 'Créer un compte, ou choisir le mot de passe d’une autre personne',
    policy: 'Changer ces règles',
  },
  en: {
    schedule: 'Publish a contest',
    unschedule: 'Withdraw the publication of a contest',
    open: 'Open before the time',
    extend: 'Extend the voting',
    close: 'Close before the time',
    certify: 'Certify the result',
    withdrawal: 'Record the withdrawal of a candidate',
    lot: 'Record a lot',
    publication: 'Publish a count',
    replacing: 'Replace or revoke letters, above a number',
    registering: 'Register late voters, above a number',
    accounts: 'Create an account, or set the password of somebody else',
    policy: 'Change these rules',
  },
});
