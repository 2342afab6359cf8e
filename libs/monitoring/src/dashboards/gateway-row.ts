import type { RowSource } from './dashboard-source.ts';
import { rate } from './selectors.ts';

/** The numbers of single gateways change only at whole minutes (P6). */
const STEP = '1m';

/** What gateways hand in. The panels are empty in a system without gateways. */
export const GATEWAYS: RowSource = {
  title: 'Gateways',
  panels: [
    {
      title: 'Votes of gateways by outcome',
      description:
        'Votes that gateways hand in: accepted, refused one by one, or limited, which means that the gateway had used up its votes and the whole request was refused.',
      kind: 'stacked',
      unit: 'cps',
      queries: [{ expr: `sum by (outcome) (${rate('gateway_votes_total')})`, legend: '{{outcome}}' }],
      step: STEP,
    },
    {
      title: 'Votes above the limit by gateway',
      description:
        'Votes in requests that were refused because the gateway had used up its votes. It sends them again later, and then they count again.',
      kind: 'lines',
      unit: 'cps',
      queries: [
        {
          expr: `sum by (gateway) (${rate('gateway_votes_total', 'outcome="limited"')})`,
          legend: '{{gateway}}',
        },
      ],
      alerts: ['GatewayAboveItsLimit'],
      step: STEP,
    },
    {
      title: 'Requests of gateways that were refused',
      description:
        'Requests that were refused as a whole, by reason. key-refused means that the key is missing, wrong or revoked, and limit that the gateway had used up its votes.',
      kind: 'stacked',
      unit: 'reqps',
      queries: [
        {
          expr: `sum by (reason) (${rate('gateway_requests_refused_total')})`,
          legend: '{{reason}}',
        },
      ],
      alerts: ['ManyGatewayKeysRefused'],
    },
  ],
};
