/** Jest loads this before each suite of the whole system. */
import { jest } from '@jest/globals';
import { ownLane } from './lanes.ts';

// The suite finds the servers of the worker's own lane.
Object.assign(process.env, ownLane(process.env));
// Only a test that hangs takes so long: what a test waits for has a shorter deadline of its own, which says what it was.
jest.setTimeout(900_000);
