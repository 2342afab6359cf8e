import { text } from 'node:stream/consumers';
import { loadOrder } from './load-order.ts';
import { sendVotes } from './send-votes.ts';

/**
 * The load generator: reads an order from standard input, sends its votes, and writes what happens to standard output,
 * one JSON object a line. It is a process of its own, so that its time and memory can be told from everything else's.
 */
const order = loadOrder.parse(JSON.parse(await text(process.stdin)));
// When nobody reads any more what happens, nobody wants the rest of the votes to be sent.
process.stdout.on('error', () => process.exit(1));
const write = (message: object): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};
write(await sendVotes(order, write));
