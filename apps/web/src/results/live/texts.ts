import { texts } from '@scrutin/web-ui';

export const LIVE_TEXTS = texts({
  fr: {
    region: 'Mise à jour des chiffres',
    lastLook: (time: string) => `Chiffres actualisés à ${time}.`,
    reload: 'Actualiser les chiffres',
    every: 'Actualiser toutes les',
    seconds: (count: number) => `${count}\u00a0secondes`,
    pause: 'Mettre en pause',
    resume: 'Reprendre',
    paused: 'En pause : les chiffres ne changent plus.',
    failingTitle: 'Les chiffres ne peuvent pas être actualisés en ce moment',
    failing: (shown: string, seconds: number) =>
      `Ceux de ${shown} restent affichés. Les votes déjà reçus sont bien conservés. Nouvel essai dans ${seconds}\u00a0${seconds < 2 ? 'seconde' : 'secondes'} au plus.`,
  },
  en: {
    region: 'Updates of the figures',
    lastLook: (time: string) => `Figures updated at ${time}.`,
    reload: 'Refresh the figures',
    every: 'Refresh every',
    seconds: (count: number) => `${count} seconds`,
    pause: 'Pause',
    resume: 'Resume',
    paused: 'Paused: the figures no longer change.',
    failingTitle: 'The figures cannot be read again at the moment',
    failing: (shown: string, seconds: number) =>
      `Those of ${shown} stay on the page. Votes that were received are safe. Next attempt within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  },
});
