/** The version of the whole system. Every package.json has the same, and documentation and command line show it. */
export const VERSION = '0.1.0';
