import { addUp, ANY_COUNTER, CONNECTION_COUNTER, countersOf, NODE_COUNTER } from './management-counters.ts';

describe('counters of the management API', () => {
  it('are taken from a node without its gauges, averages and rates', () => {
    const node = {
      name: 'rabbit@localhost',
      context_switches: 7,
      context_switches_details: { rate: 1 },
      io_write_count: 3,
      io_write_bytes: 900,
      io_write_avg_time: 0.5,
      mem_used: 1e9,
      gc_num: 2,
      mnesia_disk_tx_count: 1,
      msg_store_write_count: 4,
      queue_index_write_count: 5,
    };
    expect(countersOf('node', node, NODE_COUNTER)).toEqual({
      'node.context_switches': 7,
      'node.io_write_count': 3,
      'node.io_write_bytes': 900,
      'node.gc_num': 2,
      'node.mnesia_disk_tx_count': 1,
      'node.msg_store_write_count': 4,
      'node.queue_index_write_count': 5,
    });
  });

  it('are taken from a connection, and from an object that has nothing else', () => {
    const connection = { recv_oct: 10, send_pend: 3, reductions: 5, port: 5672 };
    expect(countersOf('connections', connection, CONNECTION_COUNTER)).toEqual({
      'connections.recv_oct': 10,
      'connections.reductions': 5,
    });
    const messages = { publish: 3, publish_details: { rate: 0 }, ack: 2 };
    expect(countersOf('queue a', messages, ANY_COUNTER)).toEqual({ 'queue a.publish': 3, 'queue a.ack': 2 });
  });

  it('are added up by name', () => {
    expect(addUp([{ a: 1, b: 2 }, {}, { b: 3, c: 4 }])).toEqual({ a: 1, b: 5, c: 4 });
  });
});
