import { parse } from 'yaml';
import { localPrometheus } from './local-prometheus.ts';

test('the jobs keep their settings and get the addresses of this machine', () => {
  const configuration = `
global: { scrape_interval: 5s, external_labels: { site: a } }
rule_files: [alerts.yml]
alerting: { alertmanagers: [] }
scrape_configs:
  - job_name: services
    dns_sd_configs: [{ names: [services], type: A, port: 9100 }]
  - job_name: queues
    metrics_path: /metrics/detailed
    static_configs: [{ targets: ['queues:1'] }]
  - job_name: elsewhere
    static_configs: [{ targets: ['elsewhere:1'] }]
`;
  const targets = {
    services: ['127.0.0.1:1', '127.0.0.1:2'],
    queues: ['127.0.0.1:3'],
    added: ['127.0.0.1:4'],
  };
  const text = localPrometheus(configuration, { targets, rules: '/rules.yml', intervalS: 2 });
  expect(parse(text)).toEqual({
    global: { scrape_interval: '2s', evaluation_interval: '2s', external_labels: { site: 'a' } },
    rule_files: ['/rules.yml'],
    scrape_configs: [
      { job_name: 'services', static_configs: [{ targets: targets.services }] },
      {
        job_name: 'queues',
        metrics_path: '/metrics/detailed',
        static_configs: [{ targets: targets.queues }],
      },
      { job_name: 'added', static_configs: [{ targets: targets.added }] },
    ],
  });
});
