/**
 * Restores the claims of votes that PostgreSQL counted, all of one bucket.
 *
 * KEYS: the bucket. ARGV: field (16 bytes) and submission of each claim in turn, without anything in between, and the
 * number of bytes of a submission. A claim of another submission is replaced, because PostgreSQL has decided and the
 * other one can never be counted (P3). Returns how many claims were restored, how many were already there, how many
 * another submission had, and how many credentials are not on the roll.
 */
export const RESTORE_CLAIMS_LUA = `
local packed, size = ARGV[1], tonumber(ARGV[2])
local step = 16 + size
local counts = { 0, 0, 0, 0 }
for from = 1, #packed, 1000 * step do
  local fields, claims, last, n = {}, {}, {}, 0
  for i = from, math.min(from + 1000 * step - 1, #packed), step do
    n = n + 1
    fields[n] = string.sub(packed, i, i + 15)
    claims[n] = string.sub(packed, i + 16, i + step - 1)
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
      if string.byte(entry, -size - 1) == 0 then
        region = string.sub(entry, 1, -size - 2)
        outcome = string.sub(entry, -size) == claim and 2 or 3
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
