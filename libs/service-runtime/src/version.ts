/** Of the whole system, as every package.json has it: what the documentation pages and the command line say. */
export const VERSION = '0.1.0';
