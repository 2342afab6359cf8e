import { texts } from '@scrutin/web-ui';

export const LIVE_TEXTS = texts({
  fr: {
    region: 'Mise à jour des chiffres',
    lastLook: (time: string) => `Chiffres lus à ${time}.`,
    reload: 'Lire les chiffres de nouveau',
    every: 'Relire toutes les',
    seconds: (count: number) => `${count}\u00a0secondes`,
    pause: 'Mettre en pause',
    resume: 'Reprendre',
    paused: 'En pause : les chiffres ne changent plus.',
    failingTitle: 'Les chiffres ne peuvent pas être relus en ce moment',
    failing: (shown: string, seconds: number) =>
      `Ceux de ${shown} restent affichés. Les votes déjà reçus sont en sûreté. Nouvel essai dans ${seconds}\u00a0secondes au plus.`,
  },
  en: {
    region: 'Updates of the figures',
    lastLook: (time: string) => `Figures read at ${time}.`,
    reload: 'Read the figures again',
    every: 'Read again every',
    seconds: (count: number) => `${count} seconds`,
    pause: 'Pause',
    resume: 'Resume',
    paused: 'Paused: the figures no longer change.',
    failingTitle: 'The figures cannot be read again at the moment',
    failing: (shown: string, seconds: number) =>
      `Those of ${shown} stay on the page. Votes that were received are safe. Next attempt within ${seconds} seconds.`,
  },
});
