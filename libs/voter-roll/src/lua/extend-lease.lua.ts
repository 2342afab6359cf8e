/**
 * Extends the lease of a load, or ends it.
 *
 * KEYS: the key of the lease. ARGV: the load, and for how many ms the lease is extended (0 ends it). Returns 1 when
 * this load had the lease, and 0 when another load or nobody has it.
 */
export const EXTEND_LEASE_LUA = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then redis.call('DEL', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1
`;
