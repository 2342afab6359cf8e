/** The counters among the fields of RabbitMQ's management API, which has gauges, rates and averages beside them. */

/** Of a node: what it did with files, its garbage collections, its transactions. */
export const NODE_COUNTER =
  /^(io_\w+_(count|bytes)|context_switches|gc_num|gc_bytes_reclaimed|mnesia_\w+_tx_count|msg_store_\w+_count|queue_index_\w+_count)$/;

/** Of a connection: bytes (`oct`) and packets (`cnt`), and the steps of Erlang's machine that it took. */
export const CONNECTION_COUNTER = /^(recv_oct|recv_cnt|send_oct|send_cnt|reductions)$/;

/** The steps of Erlang's machine, which show how much work something was. */
export const REDUCTIONS = /^reductions$/;

/** For an object that has counters only. */
export const ANY_COUNTER = /./;

/** The numbers whose names fit, with the name of their owner in front: `node.gc_num`. */
export function countersOf(
  owner: string,
  fields: Readonly<Record<string, unknown>>,
  names: RegExp,
): Record<string, number> {
  const counters = Object.entries(fields).filter(
    (field): field is [string, number] => typeof field[1] === 'number' && names.test(field[0]),
  );
  return Object.fromEntries(counters.map(([name, value]) => [`${owner}.${name}`, value]));
}

/** Adds the counters of the same name. */
export function addUp(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counters of all)
    for (const [name, value] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + value;
  return sums;
}
