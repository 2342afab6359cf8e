import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { eventually } from '../eventually.ts';
import { giveToPostgres, runPostgres } from '../postgres-programs.ts';
import { ProcessKeeper } from '../process-keeper.ts';
import { MovingAddress } from './moving-address.ts';
import { serverPort } from './server-port.ts';

/** One PostgreSQL server of the pair. */
interface PairServer {
  readonly data: string;
  readonly port: number;
}

/**
 * A PostgreSQL primary, and a standby that has every commit before the client gets its answer (`synchronous_commit` is
 * on). Clients use one address, which moves to the standby when it is promoted, as the Service `-rw` of CloudNativePG
 * does. Nothing of the servers is left after `remove`.
 */
export class PostgresPair {
  /** The moving address, with the login of the owner, who may create databases and roles. */
  readonly ownerUrl: string;
  readonly #folder: string;
  readonly #primary: PairServer;
  readonly #standby: PairServer;
  readonly #address: MovingAddress;
  readonly #keeper = new ProcessKeeper();

  private constructor(
    folder: string,
    ports: readonly [number, number],
    address: MovingAddress,
    password: string,
  ) {
    this.#folder = folder;
    this.#primary = { data: path.join(folder, 'primary'), port: ports[0] };
    this.#standby = { data: path.join(folder, 'standby'), port: ports[1] };
    this.#address = address;
    this.ownerUrl = `postgresql://scrutin_owner:${password}@127.0.0.1:${address.port}/postgres`;
  }

  /** Resolves when the standby is synchronous. */
  static async start(): Promise<PostgresPair> {
    const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-pair-'));
    chmodSync(folder, 0o700);
    giveToPostgres(folder);
    const [first, second] = [await serverPort(), await serverPort()];
    const password = randomBytes(16).toString('hex');
    const pair = new PostgresPair(folder, [first, second], await MovingAddress.open(first), password);
    try {
      await pair.#startPrimary(password);
      await pair.#startStandby();
    } catch (error) {
      await pair.remove();
      throw error;
    }
    return pair;
  }

  /** The same database and login at the standby, which answers readers. */
  standbyUrl(url: string): string {
    const address = new URL(url);
    address.port = String(this.#standby.port);
    return address.href;
  }

  /** Kills the primary with SIGKILL. Until the promotion nobody serves the address. */
  killPrimary(): void {
    process.kill(this.#pidOf(this.#primary), 'SIGKILL');
  }

  /** Promotes the standby and moves the address to it. Resolves when it accepts writes. */
  async promoteStandby(): Promise<void> {
    await runPostgres('pg_ctl', ['-D', this.#standby.data, '-w', '-t', '60', 'promote']);
    this.#address.moveTo(this.#standby.port);
    await this.#untilOn(
      this.#standby,
      'the standby accepts writes',
      'SELECT NOT pg_is_in_recovery() AS holds',
    );
  }

  async remove(): Promise<void> {
    await this.#address.close();
    for (const { data } of [this.#primary, this.#standby])
      await runPostgres('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']).catch(() => undefined); // it may not run
    await this.#keeper.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #startPrimary(password: string): Promise<void> {
    const { data, port } = this.#primary;
    await runPostgres('initdb', ['-D', data, '-U', 'postgres', '--locale=C', '--encoding=UTF8']);
    writeFileSync(
      path.join(data, 'pg_hba.conf'),
      [
        'local all all trust',
        'local replication all trust',
        'host all all 127.0.0.1/32 scram-sha-256',
        '',
      ].join('\n'),
    );
    configure(this.#primary, [
      "listen_addresses = '127.0.0.1'",
      `unix_socket_directories = '${this.#folder}'`,
      `port = ${port}`,
      'shared_buffers = 64MB',
      'log_min_error_statement = panic',
    ]);
    await this.#start(this.#primary);
    await this.#on(
      this.#primary,
      `CREATE ROLE scrutin_owner LOGIN CREATEROLE CREATEDB PASSWORD '${password}'`,
    );
  }

  async #startStandby(): Promise<void> {
    const [primary, standby] = [this.#primary, this.#standby];
    const from = ['-h', this.#folder, '-p', String(primary.port), '-U', 'postgres'];
    // -R writes the address of the primary into the configuration of the standby.
    await runPostgres('pg_basebackup', [...from, '-D', standby.data, '-R', '-c', 'fast', '-X', 'stream']);
    configure(standby, [`port = ${standby.port}`]);
    await this.#start(standby);
    // Only the primary gets this setting. The promoted standby has no standby of its own to wait for.
    await this.#on(primary, `ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await this.#on(primary, 'SELECT pg_reload_conf()');
    await this.#untilOn(
      primary,
      'the standby is synchronous',
      `SELECT bool_or(sync_state = 'sync') AS holds FROM pg_stat_replication`,
    );
  }

  async #start(server: PairServer): Promise<void> {
    const log = path.join(this.#folder, `${path.basename(server.data)}.log`);
    await runPostgres('pg_ctl', ['-D', server.data, '-l', log, '-w', '-t', '60', 'start']);
    this.#keeper.keep(this.#pidOf(server));
  }

  #pidOf({ data }: PairServer): number {
    return Number.parseInt(readFileSync(path.join(data, 'postmaster.pid'), 'utf8'), 10);
  }

  async #untilOn(server: PairServer, what: string, question: string): Promise<void> {
    await eventually(what, async () => {
      const [row] = await this.#on<{ holds: boolean | null }>(server, question);
      if (row?.holds !== true) throw new Error('it does not hold yet');
    });
  }

  async #on<Row extends pg.QueryResultRow>(server: PairServer, statement: string): Promise<Row[]> {
    const client = new pg.Client({
      host: this.#folder,
      port: server.port,
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

/** The last line of a setting counts, so the standby keeps what it does not set itself. */
function configure({ data }: PairServer, lines: readonly string[]): void {
  appendFileSync(path.join(data, 'postgresql.conf'), `${lines.join('\n')}\n`);
}
