import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import { DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';

/** A link that keeps the chosen times. The builder of the SDK would hide every link in a menu. */
export function plainLink(link: Partial<DashboardLink> & Pick<DashboardLink, 'title'>): DashboardLink {
  return {
    type: DashboardLinkType.Link,
    icon: '',
    tooltip: '',
    tags: [],
    asDropdown: false,
    targetBlank: false,
    includeVars: false,
    keepTime: true,
    ...link,
  };
}
