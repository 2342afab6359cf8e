/* eslint-disable @typescript-eslint/no-deprecated --
   Every version of Grafana reads the classic schema from files. The SDK prefers the second one, which older versions
   refuse. */
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** A dashboard in the schema that Grafana reads from files. */
export type ClassicDashboard = Dashboard;

/** Builds a dashboard in that schema. */
export class ClassicDashboardBuilder extends DashboardBuilder {}
