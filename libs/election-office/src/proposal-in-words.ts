import type { LocalizedText, RollKey, StepRequest } from '@scrutin/election';
import { instantInWords, ROLE_NAMES } from '@scrutin/election';
import type { ActRequest, VoidingRequest } from './approval.ts';
import type { RollToPublish } from './contest-publication.ts';

/**
 * What a second person approves, as one or two sentences: the act, its subject, the numbers, and the digest of a list of
 * credentials. The reason stands beside it.
 */
export function proposalInWords(action: string, subject: string, request: ActRequest): LocalizedText {
  switch (request.kind) {
    case 'step':
      return withOutstanding(
        withRoll(stepInWords(request.contest, request.step), request.roll, request.added),
        request.outstanding,
      );
    case 'withdrawal':
      return { fr: `Retirer la candidature ${subject}.`, en: `Withdraw the candidate ${subject}.` };
    case 'publication':
      return {
        fr: `Publier le dépouillement ${request.tabulation} de ${subject}.`,
        en: `Publish the count ${request.tabulation} of ${subject}.`,
      };
    case 'lot': {
      const { drawn, drawnBy, witnesses, tabulation } = request.lot;
      const order = drawn.join(', ');
      return {
        fr: `Inscrire le tirage au sort pour le dépouillement ${tabulation} de ${subject}. Ordre tiré : ${order}. Tiré par ${drawnBy} ; témoins : ${witnesses}.`,
        en: `Record the lot for the count ${tabulation} of ${subject}. Drawn order: ${order}. Drawn by ${drawnBy}; witnesses: ${witnesses}.`,
      };
    }
    case 'account': {
      const { email, displayName, role } = request;
      return {
        fr: `Créer le compte de ${displayName} (${email}), avec le rôle « ${ROLE_NAMES[role].fr} ».`,
        en: `Create the account of ${displayName} (${email}), with the role "${ROLE_NAMES[role].en}".`,
      };
    }
    case 'password':
      return {
        fr: `Donner un nouveau mot de passe au compte ${subject}.`,
        en: `Set a new password for the account ${subject}.`,
      };
    case 'policy': {
      const { lifetimeS, replacingAbove, registeringAbove } = request;
      const acts = request.acts.length === 0 ? undefined : request.acts.join(', ');
      return {
        fr: `Changer la politique d’approbation. Actes à approuver : ${acts ?? 'aucun'}. Délai : ${lifetimeS} secondes. Lettres remplacées ou révoquées par une personne seule : ${replacingAbove} au plus. Inscriptions tardives par une personne seule : ${registeringAbove} au plus.`,
        en: `Change the approval policy. Acts that need an approval: ${acts ?? 'none'}. Lifetime: ${lifetimeS} seconds. Letters replaced or revoked by one official alone: at most ${replacingAbove}. Late registrations by one official alone: at most ${registeringAbove}.`,
      };
    }
    case 'voiding':
      return voidingInWords(action, request);
    case 'registration': {
      const { roll, credentials, digest } = request;
      return {
        fr: `Ajouter des identifiants à la liste publiée de ${roll} : ${credentials}. Empreinte SHA-256 des lignes : ${digest}. L’approbation seule n’ajoute rien : qui l’a proposé charge ensuite le même fichier de nouveau.`,
        en: `Add credentials to the published roll of ${roll}: ${credentials}. SHA-256 of the lines: ${digest}. The approval alone adds nothing: whoever proposed it then loads the same file again.`,
      };
    }
  }
}

function stepInWords(contest: RollKey, { step, closesAtMs, allowRacesWithoutVoters }: StepRequest) {
  const closing = closesAtMs === undefined ? undefined : instantInWords(closesAtMs, 'UTC');
  const { fr, en } = STEPS[step];
  const empty = allowRacesWithoutVoters === true;
  return {
    fr: `${fr} ${contest}${closing === undefined ? '' : ` au ${closing.fr}`}.${empty ? ' Des circonscriptions peuvent n’avoir aucune personne inscrite.' : ''}`,
    en: `${en} ${contest}${closing === undefined ? '' : ` until ${closing.en}`}.${empty ? ' Races may be without voters.' : ''}`,
  };
}

/** The roll that becomes public with its contest. */
function withRoll(
  { fr, en }: LocalizedText,
  roll: RollToPublish | undefined,
  added: string | undefined,
): LocalizedText {
  if (roll === undefined) return { fr, en };
  const { credentials, digest } = roll;
  const sum = digest === '' ? { fr: '', en: '' } : { fr: `, empreinte ${digest}`, en: `, digest ${digest}` };
  const more =
    added === undefined
      ? { fr: '', en: '' }
      : {
          fr: ` Ajoutés depuis sa dernière publication : ${added}.`,
          en: ` Added since its last publication: ${added}.`,
        };
  return {
    fr: `${fr} Identifiants sur sa liste : ${credentials}${sum.fr}.${more.fr}`,
    en: `${en} Credentials on its roll: ${credentials}${sum.en}.${more.en}`,
  };
}

/** The accepted votes that a result does not include. */
function withOutstanding(
  { fr, en }: LocalizedText,
  sentences: readonly LocalizedText[] | undefined,
): LocalizedText {
  if (sentences === undefined || sentences.length === 0) return { fr, en };
  const inFrench = sentences.map((sentence) => sentence.fr).join(' ');
  const inEnglish = sentences.map((sentence) => sentence.en).join(' ');
  return {
    fr: `${fr} Des votes acceptés peuvent manquer au résultat. ${inFrench}`,
    en: `${en} Accepted votes may be missing from the result. ${inEnglish}`,
  };
}

const STEPS: Readonly<Record<StepRequest['step'], LocalizedText>> = {
  schedule: { fr: 'Publier', en: 'Publish' },
  unschedule: { fr: 'Retirer la publication de', en: 'Take back the publication of' },
  open: { fr: 'Ouvrir maintenant le vote de', en: 'Open now the voting of' },
  extend: { fr: 'Reporter la clôture de', en: 'Put off the closing of' },
  cancel: {
    fr: 'Annuler l’ouverture ou la clôture anticipée de',
    en: 'Take back the opening or the early closing of',
  },
  close: { fr: 'Clore maintenant le vote de', en: 'Close now the voting of' },
  certify: { fr: 'Certifier le résultat de', en: 'Certify the result of' },
};

function voidingInWords(
  action: string,
  { roll, credentials, moving, digest }: VoidingRequest,
): LocalizedText {
  const isReplacing = action === 'roll.replace';
  const move =
    moving === 0
      ? { fr: '', en: '' }
      : {
          fr: ` Changent de région : ${moving}.`,
          en: ` Voters who move to another region: ${moving}.`,
        };
  return {
    fr: `${isReplacing ? 'Remplacer' : 'Révoquer'} des lettres de ${roll} : ${credentials}.${move.fr} Empreinte SHA-256 de leur liste : ${digest}.`,
    en: `${isReplacing ? 'Replace' : 'Revoke'} letters of ${roll}: ${credentials}.${move.en} SHA-256 of their list: ${digest}.`,
  };
}
