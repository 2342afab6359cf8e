import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { giveToPostgres, runPostgres } from './postgres-programs.ts';

/**
 * A PostgreSQL server of its own that archives to an encrypted repository of pgBackRest, as docs/OPERATIONS.md says. A
 * test may destroy it. Nothing of it is left after `remove`.
 */
export class ArchivedPostgres {
  /** With the login of the owner, who may create databases and roles. */
  readonly ownerUrl: string;
  /** The configuration of pgBackRest. The stanza is `scrutin`. */
  readonly config: string;
  readonly #folder: string;
  readonly #port: number;

  private constructor(folder: string, port: number, password: string) {
    this.#folder = folder;
    this.#port = port;
    this.config = path.join(folder, 'pgbackrest.conf');
    this.ownerUrl = `postgresql://scrutin_owner:${password}@127.0.0.1:${port}/postgres`;
  }

  /** The configuration with a second repository that is not encrypted, or with a wrong passphrase. */
  configWith(change: 'open second repository' | 'wrong passphrase'): string {
    const file = path.join(this.#folder, `${change.replaceAll(' ', '-')}.conf`);
    const written = readFileSync(this.config, 'utf8');
    const changed =
      change === 'wrong passphrase'
        ? written.replace(/cipher-pass=.*/, 'cipher-pass=another')
        : written.replace(
            '[scrutin]',
            `repo2-path=${this.#folder}/second\nrepo2-retention-full=1\n[scrutin]`,
          );
    writeFileSync(file, changed, { mode: 0o600 });
    giveToPostgres(file);
    return file;
  }

  /** Makes the server and starts it. @param cipher `none` for a repository that is not encrypted */
  static async start(cipher: 'aes-256-cbc' | 'none' = 'aes-256-cbc'): Promise<ArchivedPostgres> {
    const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-archived-'));
    chmodSync(folder, 0o700);
    const password = randomBytes(16).toString('hex');
    const server = new ArchivedPostgres(folder, await freePort(), password);
    giveToPostgres(folder);
    try {
      await runPostgres('initdb', ['-D', server.#data, '-U', 'postgres', '--locale=C', '--encoding=UTF8']);
      server.#configure(cipher);
      await server.startServer();
      await server.#asSuperuser(`CREATE ROLE scrutin_owner LOGIN CREATEROLE CREATEDB PASSWORD '${password}'`);
    } catch (error) {
      await server.remove();
      throw error;
    }
    return server;
  }

  /** Starts the server. Resolves when it accepts writes, also after it had to recover. */
  async startServer(): Promise<void> {
    await runPostgres('pg_ctl', [
      '-D',
      this.#data,
      '-l',
      path.join(this.#folder, 'log'),
      '-w',
      '-t',
      '120',
      'start',
    ]);
    await eventually('the server accepts writes', async () => {
      const [row] = await this.#asSuperuser<{ recovers: boolean }>('SELECT pg_is_in_recovery() AS recovers');
      if (row?.recovers !== false) throw new Error('it recovers');
    });
  }

  /** Waits until everything that was committed until now is in the archive. */
  async archived(): Promise<void> {
    // PostgreSQL begins no new segment if nothing was written to the present one.
    await this.#asSuperuser("SELECT pg_logical_emit_message(true, 'scrutin', 'archived')");
    const [switched] = await this.#asSuperuser<{ segment: string }>(
      'SELECT pg_walfile_name(pg_switch_wal()) AS segment',
    );
    await eventually('the segment is archived', async () => {
      const [row] = await this.#asSuperuser<{ is: boolean }>(
        `SELECT coalesce(last_archived_wal >= '${switched?.segment ?? ''}', false) AS is FROM pg_stat_archiver`,
      );
      if (row?.is !== true) throw new Error('it is not archived yet');
    });
  }

  /** Deletes the segment of the archive before the last one, as a disk might. */
  loseSegment(): void {
    const archive = path.join(this.#folder, 'repository', 'archive', 'scrutin');
    const files = readdirSync(archive, { recursive: true, encoding: 'utf8' });
    const segments = files.filter((file) => /\/[0-9A-F]{24}-[0-9a-f]{40}(?:\.\w+)?$/.test(file)).sort();
    rmSync(path.join(archive, segments.at(-2) ?? 'none'));
  }

  /** Kills the server and deletes its data, with everything that was not archived. */
  async destroy(): Promise<void> {
    await runPostgres('pg_ctl', ['-D', this.#data, '-m', 'immediate', 'stop']);
    for (const entry of readdirSync(this.#data)) rmSync(path.join(this.#data, entry), { recursive: true });
  }

  async remove(): Promise<void> {
    await runPostgres('pg_ctl', ['-D', this.#data, '-m', 'immediate', 'stop']).catch(() => undefined); // it may not run
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return path.join(this.#folder, 'data');
  }

  #configure(cipher: 'aes-256-cbc' | 'none'): void {
    writeFileSync(
      this.config,
      [
        '[global]',
        `repo1-path=${this.#folder}/repository`,
        ...(cipher === 'none'
          ? []
          : [`repo1-cipher-type=${cipher}`, 'repo1-cipher-pass=a passphrase of this test']),
        'repo1-retention-full=2',
        'repo1-bundle=y',
        `lock-path=${this.#folder}/lock`,
        'log-level-file=off',
        'start-fast=y',
        '[scrutin]',
        `pg1-path=${this.#data}`,
        `pg1-socket-path=${this.#folder}`,
        `pg1-port=${this.#port}`,
        'pg1-user=postgres',
        '',
      ].join('\n'),
      { mode: 0o600 },
    );
    giveToPostgres(this.config);
    appendFileSync(
      path.join(this.#data, 'postgresql.conf'),
      [
        "listen_addresses = '127.0.0.1'",
        `port = ${this.#port}`,
        `unix_socket_directories = '${this.#folder}'`,
        'max_connections = 100',
        'shared_buffers = 64MB',
        'archive_mode = on',
        `archive_command = 'pgbackrest --config=${this.config} --stanza=scrutin archive-push %p'`,
        'log_min_error_statement = panic',
        '',
      ].join('\n'),
    );
    writeFileSync(
      path.join(this.#data, 'pg_hba.conf'),
      'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n',
    );
  }

  async #asSuperuser<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
    const client = new pg.Client({
      host: this.#folder,
      port: this.#port,
      user: 'postgres',
      database: 'postgres',
    });
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }
}
