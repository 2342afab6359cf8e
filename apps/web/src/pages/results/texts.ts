import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: { title: 'Résultats', laws: 'Lois', elections: 'Élections', none: 'Aucun résultat pour le moment.' },
  en: { title: 'Results', laws: 'Laws', elections: 'Elections', none: 'No results yet.' },
});
