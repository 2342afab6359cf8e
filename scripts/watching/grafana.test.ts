import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findGrafana, grafanaCommand } from './grafana.ts';

/** A folder as the archives of Grafana have it. */
function unpacked(folder: string): string {
  const home = path.join(folder, 'grafana-12');
  for (const part of ['bin', 'conf']) mkdirSync(path.join(home, part), { recursive: true });
  writeFileSync(path.join(home, 'bin', 'grafana'), '', { mode: 0o755 });
  writeFileSync(path.join(home, 'conf', 'defaults.ini'), '');
  return home;
}

describe('Grafana', () => {
  it('is found in GRAFANA_HOME', (t) => {
    const home = unpacked(temporaryFolder(t));
    assert.deepEqual(
      findGrafana(home, () => null),
      { program: path.join(home, 'bin', 'grafana'), home },
    );
  });

  it('is found in the PATH, also through a link', (t) => {
    const folder = temporaryFolder(t);
    const home = unpacked(folder);
    const link = path.join(folder, 'grafana');
    symlinkSync(path.join(home, 'bin', 'grafana'), link);
    assert.deepEqual(
      findGrafana(undefined, () => link),
      { program: link, home },
    );
  });

  it('is not found in a folder without its program, although another one is in the PATH', (t) => {
    const folder = temporaryFolder(t);
    const other = path.join(unpacked(folder), 'bin', 'grafana');
    assert.equal(
      findGrafana(path.join(folder, 'empty'), () => other),
      null,
    );
    assert.equal(
      findGrafana('', () => null),
      null,
    );
  });

  it('gets the provisioning files and the dashboards of this project, and only this machine reaches it', (t) => {
    const folder = temporaryFolder(t);
    const { args, env } = grafanaCommand(
      { program: 'grafana', home: '/opt/grafana' },
      { port: 3_001, prometheus: 'http://127.0.0.1:9090', folder },
    );
    assert.deepEqual(args, ['server', '--homepath', '/opt/grafana']);
    assert.equal(env['GF_SERVER_HTTP_ADDR'], '127.0.0.1');
    assert.equal(env['GF_SERVER_HTTP_PORT'], '3001');
    assert.equal(env['PROMETHEUS_URL'], 'http://127.0.0.1:9090');
    assert.ok(existsSync(path.join(env['GF_PATHS_PROVISIONING'] ?? '', 'datasources', 'prometheus.yml')));
    assert.ok(existsSync(path.join(env['GF_PATHS_PROVISIONING'] ?? '', 'dashboards', 'scrutin.yml')));
    assert.ok(existsSync(path.join(env['SCRUTIN_DASHBOARDS'] ?? '', 'overview.json')));
  });
});
