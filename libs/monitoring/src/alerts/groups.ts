import type { Alert, AlertGroup } from './alert.ts';
import { API_ALERTS } from './api-alerts.ts';
import { ENGINE_ALERTS } from './engine-alerts.ts';
import { FRAUD_ALERTS } from './fraud-alerts.ts';
import { KUBERNETES_ALERTS } from './kubernetes-alerts.ts';
import { PIPELINE_ALERTS } from './pipeline-alerts.ts';
import { SERVICE_ALERTS } from './service-alerts.ts';

/** All alerts, in the order of the files that are made from them. */
export const ALERT_GROUPS: readonly AlertGroup[] = [
  SERVICE_ALERTS,
  ENGINE_ALERTS,
  API_ALERTS,
  PIPELINE_ALERTS,
  FRAUD_ALERTS,
  KUBERNETES_ALERTS,
];

export const ALERTS: readonly Alert[] = ALERT_GROUPS.flatMap(({ alerts }) => alerts);
