import type { ContestStep } from '@scrutin/election';
import { texts } from '@scrutin/web-ui';

type Step = Exclude<ContestStep, 'cancel'>;

/** What each step is called, and what it does for voters. */
export const STEP_TEXTS = texts<
  Readonly<Record<Step, { readonly name: string; readonly means: string; readonly done: string }>>
>({
  fr: {
    schedule: {
      name: 'Publier',
      means:
        'Tout le monde peut lire ce scrutin. Il s’ouvre et se clôt de lui-même aux heures données. Les règles ne changent plus. Une candidature peut encore être retirée ; ses textes et sa photo peuvent changer jusqu’à la clôture.',
      done: 'Le scrutin est publié.',
    },
    unschedule: {
      name: 'Retirer la publication',
      means: 'Le scrutin redevient un brouillon. Le public lit un avis avec votre motif.',
      done: 'La publication est retirée.',
    },
    open: {
      name: 'Ouvrir maintenant',
      means: 'Le vote ouvre dans cinq secondes, quelle que soit l’heure prévue.',
      done: 'Le vote ouvre dans quelques secondes.',
    },
    extend: {
      name: 'Prolonger le vote',
      means: 'La clôture est reportée. Le public lit un avis avec votre motif.',
      done: 'La clôture est reportée.',
    },
    close: {
      name: 'Clore avant l’heure',
      means: 'Le vote se clôt dans cinq secondes. Le public lit un avis avec votre motif.',
      done: 'Le vote se clôt dans quelques secondes.',
    },
    certify: {
      name: 'Certifier le résultat',
      means: 'Le résultat publié devient définitif. Rien ne peut plus changer ensuite.',
      done: 'Le résultat est certifié.',
    },
  },
  en: {
    schedule: {
      name: 'Publish',
      means:
        'Everybody can read this contest. It opens and closes by itself at its times. Its rules no longer change. A candidate can still be withdrawn; the texts and the photo of a candidate can change until the closing.',
      done: 'The contest is published.',
    },
    unschedule: {
      name: 'Withdraw the publication',
      means: 'The contest becomes a draft again. The public reads a notice with your reason.',
      done: 'The publication is withdrawn.',
    },
    open: {
      name: 'Open now',
      means: 'The voting opens in five seconds, whatever its time was.',
      done: 'The voting opens in a few seconds.',
    },
    extend: {
      name: 'Extend the voting',
      means: 'The closing is put off. The public reads a notice with your reason.',
      done: 'The closing is put off.',
    },
    close: {
      name: 'Close early',
      means: 'The voting closes in five seconds. The public reads a notice with your reason.',
      done: 'The voting closes in a few seconds.',
    },
    certify: {
      name: 'Certify the result',
      means: 'The published result becomes final. Nothing can change afterwards.',
      done: 'The result is certified.',
    },
  },
});
