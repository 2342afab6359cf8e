/**
 * Restores the claims of votes that PostgreSQL counted, all of one bucket.
 *
 * KEYS: the bucket. ARGV: field and submission of each claim in turn (16 bytes each, without anything in between). A
 * claim of another submission is replaced, because PostgreSQL has decided and the other one can never be counted (P3).
 * Returns how many claims were restored, how many were already there, how many another submission had, and how many
 * credentials are not on the roll.
 */
export const RESTORE_CLAIMS_LUA = `
local packed = ARGV[1]
local counts = { 0, 0, 0, 0 }
for from = 1, #packed, 32000 do
  local fields, claims, last, n = {}, {}, {}, 0
  for i = from, math.min(from + 31999, #packed), 32 do
    n = n + 1
    fields[n] = string.sub(packed, i, i + 15)
    claims[n] = string.sub(packed, i + 16, i + 31)
  end
  local found = redis.call('HMGET', KEYS[1], unpack(fields))
  local changed, m = {}, 0
  for i = 1, n do
    local field, claim = fields[i], claims[i]
    local entry = last[field] or found[i]
    local outcome = 4
    if entry then
      local region = entry
      outcome = 1
      if string.byte(entry, -17) == 0 then
        region = string.sub(entry, 1, -18)
        outcome = string.sub(entry, -16) == claim and 2 or 3
      end
      if outcome ~= 2 then
        last[field] = region .. '\\0' .. claim
        changed[m + 1] = field
        changed[m + 2] = last[field]
        m = m + 2
      end
    end
    counts[outcome] = counts[outcome] + 1
  end
  if m > 0 then redis.call('HSET', KEYS[1], unpack(changed)) end
end
return counts
`;
