/**
 * Prolongs the turn of a load, or ends it. KEYS: the roll's load. ARGV: which load, for how many ms more (0 ends
 * it). 1 when it was this load's turn, 0 when it is another's or nobody's.
 */
export const KEEP_TURN_LUA = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then redis.call('DEL', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1
`;
