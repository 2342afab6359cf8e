import type { Law } from '@scrutin/election';
import { SIMPLE_MAJORITY } from '@scrutin/election';
import { yearFrom } from '../keep-open.ts';

export interface DemoLaw {
  readonly id: string;
  readonly title: { readonly fr: string; readonly en: string };
  readonly summary: { readonly fr: string; readonly en: string };
}

/** Three invented laws, which quote no parliament. */
export const DEMO_LAWS: readonly DemoLaw[] = [
  {
    id: 'L2025-001',
    title: {
      fr: 'Loi sur la protection des sources d’eau potable',
      en: 'Drinking Water Sources Protection Act',
    },
    summary: {
      fr: 'Interdit tout rejet industriel à moins de deux kilomètres d’une source d’eau potable municipale.',
      en: 'Bans industrial discharge within two kilometres of a municipal source of drinking water.',
    },
  },
  {
    id: 'L2025-002',
    title: {
      fr: 'Loi sur la semaine de quatre jours dans les services publics',
      en: 'Public Service Four-Day Week Act',
    },
    summary: {
      fr: 'Ramène la semaine de travail des services publics à trente-deux heures, sans perte de salaire.',
      en: 'Shortens the working week of the public service to thirty-two hours without loss of pay.',
    },
  },
  {
    id: 'L2025-003',
    title: { fr: 'Loi sur le train de nuit entre les régions', en: 'Interregional Night Train Act' },
    summary: {
      fr: 'Crée un service ferroviaire de nuit entre les chefs-lieux des régions, financé sur dix ans.',
      en: 'Creates a night train service between the regional capitals, funded for ten years.',
    },
  },
];

/** The demonstration is about Quebec. */
export const DEMO_TIME_ZONE = 'America/Toronto';

/** The law as a draft whose voting time is a year from now on. */
export function demoLaw(law: DemoLaw, nowMs: number): Law {
  return {
    kind: 'law',
    ...law,
    window: yearFrom(nowMs),
    status: 'draft',
    timeZone: DEMO_TIME_ZONE,
    resultsVisibility: 'live',
    blankVotes: 'not-allowed',
    approval: 'single-official',
    purpose: 'rehearsal',
    ballotRecord: 'published',
    ...SIMPLE_MAJORITY,
  };
}
