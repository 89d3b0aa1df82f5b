/**
 * The three steps in Lua: Redis runs a script as one, and a script is one round trip for a whole batch.
 *
 * An entry reads `L|token` or `V|version|payload`. A value that looks otherwise, or that lives longer than ours ever
 * do, was not written here. A write that Redis refuses for want of memory deletes: nothing old stays.
 */

/** KEYS; ARGV: token, lease ms, longest life ms. Answers `V|…`, `A` absent, `E` foreign, or `L` leased by another. */
export const LIRE = `
local lease, longest = tonumber(ARGV[2]), tonumber(ARGV[3])
local found = {}
for i, key in ipairs(KEYS) do
  local value = redis.pcall('GET', key)
  local ours = type(value) == 'string' and (string.match(value, '^V|%d+|') or string.match(value, '^L|'))
  if ours then
    local left = redis.call('PTTL', key)
    ours = left >= 0 and left <= longest and ours
  end
  if ours == 'L|' then
    found[i] = 'L'
  elseif ours then
    found[i] = value
  else
    found[i] = value and 'E' or 'A'
    local set = redis.pcall('SET', key, 'L|' .. ARGV[1], 'PX', lease)
    if type(set) == 'table' and set.err then
      if value then redis.call('DEL', key) end
      found[i] = 'L'
    end
  end
end
return found`;

/** KEYS; ARGV: token, then version, payload, life ms of each key. */
export const REMPLIR = `
for i, key in ipairs(KEYS) do
  if redis.pcall('GET', key) == 'L|' .. ARGV[1] then
    local version, payload, life = ARGV[3 * i - 1], ARGV[3 * i], ARGV[3 * i + 1]
    local set = redis.pcall('SET', key, 'V|' .. version .. '|' .. payload, 'PX', life)
    if type(set) == 'table' and set.err then redis.call('DEL', key) end
  end
end`;

/** KEYS; ARGV: version, payload of each key. */
export const PUBLIER = `
for i, key in ipairs(KEYS) do
  local value = redis.pcall('GET', key)
  if value then
    local held = type(value) == 'string' and string.match(value, '^V|(%d+)|')
    local version, payload = ARGV[2 * i - 1], ARGV[2 * i]
    if not held then
      redis.call('DEL', key)
    elseif tonumber(held) < tonumber(version) then
      local set = redis.pcall('SET', key, 'V|' .. version .. '|' .. payload, 'KEEPTTL')
      if type(set) == 'table' and set.err then redis.call('DEL', key) end
    end
  end
end`;
