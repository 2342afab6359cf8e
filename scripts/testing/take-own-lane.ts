/** Jest loads this before each suite of the whole system: the suite finds the servers of the worker's own lane. */
import { ownLane } from './lanes.ts';

Object.assign(process.env, ownLane(process.env));
