import { parse, stringify } from 'yaml';

/** Where to scrape on this machine. */
export interface LocalScraping {
  /** Addresses, `host:port`, by job. */
  readonly targets: Readonly<Record<string, readonly string[]>>;
  /** The full path of the file with the alerts. */
  readonly rules: string;
  /** Seconds between two scrapes, and between two evaluations of the alerts. */
  readonly intervalS: number;
}

/** The parts of Prometheus' configuration that change. */
interface Configuration {
  readonly global?: Readonly<Record<string, unknown>>;
  readonly scrape_configs?: readonly (Readonly<Record<string, unknown>> & { readonly job_name: string })[];
}

/**
 * The configuration of Prometheus for this machine, in YAML: the jobs of monitoring/prometheus.yml with other addresses.
 * Jobs without addresses are left out, and jobs that only this machine has are added. It notifies no Alertmanager.
 *
 * @param configuration the content of monitoring/prometheus.yml
 */
export function localPrometheus(configuration: string, { targets, rules, intervalS }: LocalScraping): string {
  const { global = {}, scrape_configs: jobs = [] } = parse(configuration) as Configuration;
  const known = jobs.map((job) => job.job_name);
  const added = Object.keys(targets).filter((name) => !known.includes(name));
  const scraped = [...jobs, ...added.map((name) => ({ job_name: name }))].flatMap((job) => {
    const addresses = targets[job.job_name];
    if (addresses === undefined) return [];
    const others = Object.entries(job).filter(([key]) => !key.endsWith('_sd_configs'));
    return [{ ...Object.fromEntries(others), static_configs: [{ targets: addresses }] }];
  });
  return stringify({
    global: { ...global, scrape_interval: `${intervalS}s`, evaluation_interval: `${intervalS}s` },
    rule_files: [rules],
    scrape_configs: scraped,
  });
}
