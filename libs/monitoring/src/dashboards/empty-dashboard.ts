import { DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { ClassicDashboardBuilder } from './classic-schema.ts';
import type { DashboardSource } from './dashboard-source.ts';
import { plainLink } from './plain-link.ts';

const TAG = 'scrutin';

/** A dashboard without panels: its address, its links to the other dashboards, and what all of them have. */
export function emptyDashboard({
  name,
  title,
  description,
}: Pick<DashboardSource, 'name' | 'title' | 'description'>): ClassicDashboardBuilder {
  return new ClassicDashboardBuilder(title)
    .uid(`scrutin-${name}`)
    .description(description)
    .tags([TAG])
    .timezone('browser')
    .readonly()
    .link({
      build: () =>
        plainLink({ title: 'Scrutin', type: DashboardLinkType.Dashboards, tags: [TAG], asDropdown: true }),
    });
}
