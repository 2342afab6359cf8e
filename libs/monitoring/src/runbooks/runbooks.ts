import { API_RUNBOOKS } from './api-runbooks.ts';
import { ENGINE_RUNBOOKS } from './engine-runbooks.ts';
import { FRAUD_RUNBOOKS } from './fraud-runbooks.ts';
import { KUBERNETES_RUNBOOKS } from './kubernetes-runbooks.ts';
import { PIPELINE_RUNBOOKS } from './pipeline-runbooks.ts';
import type { Runbooks } from './runbook.ts';
import { SERVICE_RUNBOOKS } from './service-runbooks.ts';

/** Every runbook. A test compares the names with those of the alerts. */
export const RUNBOOKS: Runbooks = {
  ...SERVICE_RUNBOOKS,
  ...ENGINE_RUNBOOKS,
  ...API_RUNBOOKS,
  ...PIPELINE_RUNBOOKS,
  ...FRAUD_RUNBOOKS,
  ...KUBERNETES_RUNBOOKS,
};
