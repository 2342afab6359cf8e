/**
 * Decides claims and writes each that is the first of its credential.
 *
 * KEYS: the bucket of each claim. ARGV[1]: the claims, as `packClaims` packs them. The other arguments: the markers of
 * complete buckets that the claims name by their position. Returns a digit for each claim: the position of its decision
 * in `DECISIONS` of claim.ts.
 *
 * A call decides many claims, because the call itself costs more than a claim, both for Redis and for its client
 * (docs/PERFORMANCE.md, "Claims"). On a cluster each call has one claim. If a call fails in between, the claims before
 * the failure are made, and a claim that is repeated gets the same answer (P2).
 *
 * The region is compared before the claim, so that a ballot for the wrong region always gets the same answer. The
 * marker must be the generation on record. Otherwise Redis does not have all of the roll, and nobody may be called
 * unknown (P3). A credential that is found is on the roll, because a roll only grows. A claim of zero bytes says that the
 * credential is void.
 */
export const CLAIM_LUA = `
local sub, byte, call = string.sub, string.byte, redis.call
local void = { [8] = string.rep('\\0', 8), [16] = string.rep('\\0', 16) }
local function decide(key, field, submission, size, region, marker)
  local entry = call('HGET', key, field)
  if not entry then
    if call('HGET', key, '*') == marker then return 3 end
    return 5
  end
  if byte(entry, -size - 1) == 0 then
    if sub(entry, 1, -size - 2) ~= region then return 4 end
    local claim = sub(entry, -size)
    if claim == submission then return 1 end
    if claim == void[size] then return 6 end
    return 2
  end
  if entry ~= region then return 4 end
  call('HSET', key, field, entry .. '\\0' .. submission)
  return 0
end
local claims, at, decisions = ARGV[1], 1, {}
for i = 1, #KEYS do
  local marker, length, size = byte(claims, at, at + 2)
  local begin = at + 19 + size
  local last = begin + length - 1
  decisions[i] = decide(KEYS[i], sub(claims, at + 3, at + 18), sub(claims, at + 19, begin - 1), size,
    sub(claims, begin, last), ARGV[marker + 2])
  at = last + 1
end
return table.concat(decisions)
`;
