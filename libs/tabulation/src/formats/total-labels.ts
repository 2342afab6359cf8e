import { foldName } from './candidate-name.ts';

const PLACES =
  '(?:precincts?|wards?|districts?|count(?:y|ies)|regions?|batch(?:es)?|areas?|polling|polls?|stations?|places?|units?|' +
  'sites?|tabulators?|divisions?|parish(?:es)?|municipalit(?:y|ies)|cit(?:y|ies)|towns?|states?|provinces?|tables?|' +
  'races?|bureaux?|circonscriptions?|lieux|communes?|secteurs?|sections?|arrondissements?|villes?|urnes?|lots?)';
const COUNTED = '(?:ballots?|votes?|voters?|papers?|bulletins?|voix|suffrages?|votants?|electeurs?)';
const CAST =
  '(?:cast|counted|valid|received|polled|tabulated|recorded|returned|exprimee?s?|valides?|valables?|deposee?s?|' +
  'depouillee?s?|emis|comptee?s?|recus?|recues?)';

/** The labels of a row of sums. They match a whole cell, in lower case and without accents and signs. */
const LABELS: readonly RegExp[] = [
  /^(?:(?:grand|sub|sous|overall|running|count|ballot|ballots|vote|votes|general|global) ?)?tota(?:l|le|les|ls|ux|al|lt)\b/u,
  /\btota(?:l|le|ls|ux)$/u,
  /^(?:sums?|sommes?|summe|suma|soma|gesamt|insgesamt|gesamtergebnis|subtotal|overall|combined|aggregated?|cumul|agrege)$/u,
  /^(?:all|everything|altogether|ensemble|tous|toutes?|tout|confondus?|todos|todas|alle|recap|recapitulatif)$/u,
  /^(?:general|global|summary|everywhere|(?:city|county|state|province|district|nation) ?wide|valid|valides|exprimes)$/u,
  new RegExp(
    `^(?:all|sum of|sum for)(?: of)?(?: the)?(?: (?:${PLACES}|${COUNTED}|candidates|options|choices|combined))+$`,
    'u',
  ),
  new RegExp(
    `^(?:ensemble|tous|toutes|somme|cumul)(?: (?:de|des|du|les?|la))*(?: (?:${PLACES}|${COUNTED}|candidats|options|choix|vote|confondus|confondues|de|du))+$`,
    'u',
  ),
  new RegExp(
    `^(?:(?:number of|nombre de|nombre des|total) )?${COUNTED}(?: (?:de vote|validly|valablement|in all))*(?: ${CAST})+$`,
    'u',
  ),
  new RegExp(`^(?:number of|nombre de|nombre des) ${COUNTED}$`, 'u'),
  new RegExp(`^(?:valid|formal|counted|cast|registered|accepted) ${COUNTED}(?: ${CAST})?$`, 'u'),
  /^(?:votes|ballots|bulletins|voix|suffrages|votants|turnout|participation|inscrits|electeurs inscrits)$/u,
];

/** Whether a cell labels a row of sums. */
export function isTotalLabel(cell: string): boolean {
  const label = foldName(cell)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return /^\s*[Σ∑]\s*$/u.test(cell) || LABELS.some((known) => known.test(label));
}
