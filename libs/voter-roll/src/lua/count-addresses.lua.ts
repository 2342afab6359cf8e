/**
 * Counts one request for each address.
 *
 * KEYS: the hash of the window. ARGV: its lifetime in ms, then the names of the addresses. Returns the count of each
 * address after its request, in order.
 */
export const COUNT_ADDRESSES_LUA = `
local counts = {}
for i = 2, #ARGV do counts[i - 1] = redis.call('HINCRBY', KEYS[1], ARGV[i], 1) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return counts
`;
