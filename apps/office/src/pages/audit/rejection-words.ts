import type { AuditedSubmissionBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';

type Reason = NonNullable<AuditedSubmissionBody['reason']>;

/** Why a submission was rejected, in words. */
export const REJECTION_WORDS = texts<Readonly<Record<Reason, string>>>({
  fr: {
    malformed: 'illisible',
    'unknown-contest': 'scrutin inconnu',
    'not-open': 'vote pas encore ouvert',
    closed: 'vote clos',
    'unknown-credential': 'numéro ou code inconnus',
    'wrong-region': 'autre région',
    'invalid-selection': 'choix non valable',
    'unknown-candidate': 'candidature inconnue',
    'withdrawn-candidate': 'candidature retirée',
    'repeated-candidate': 'candidature nommée deux fois',
    'too-many-ranks': 'trop de rangs',
    'ranking-not-allowed': 'classement non admis',
    'blank-not-allowed': 'vote blanc non admis',
    'already-voted': 'avait déjà voté',
    'void-credential': 'lettre remplacée ou révoquée',
    'rate-limited': 'trop d’essais',
  },
  en: {
    malformed: 'unreadable',
    'unknown-contest': 'unknown contest',
    'not-open': 'voting not open yet',
    closed: 'voting closed',
    'unknown-credential': 'unknown number or code',
    'wrong-region': 'another region',
    'invalid-selection': 'invalid choice',
    'unknown-candidate': 'unknown candidate',
    'withdrawn-candidate': 'withdrawn candidate',
    'repeated-candidate': 'candidate named twice',
    'too-many-ranks': 'too many ranks',
    'ranking-not-allowed': 'ranking not allowed',
    'blank-not-allowed': 'blank vote not allowed',
    'already-voted': 'had voted already',
    'void-credential': 'letter replaced or revoked',
    'rate-limited': 'too many attempts',
  },
});
