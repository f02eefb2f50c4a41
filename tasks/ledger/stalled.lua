-- Take documents that make no progress: left by a dead worker, or untouched for too long.
-- KEYS: ledger, running.
-- ARGV: stall in milliseconds, prefix of signs of life, their milliseconds, how many at most.
-- What is taken counts as touched now, so that several sweepers share the work.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local alive, limit = ARGV[2], tonumber(ARGV[4])
local taken = {}
local marks = redis.call('HGETALL', KEYS[2])
local works = {}
for i = 1, #marks, 2 do
  local id = marks[i]
  local stage, owner, since = string.match(marks[i + 1], '^(%S+) (%S+) (%d+)')
  if not redis.call('ZSCORE', KEYS[1], id) then
    redis.call('HDEL', KEYS[2], id)
  elseif redis.call('GET', alive .. owner) == id then
    works[id] = true
  elseif string.sub(owner, 1, 5) ~= 'lost:' and now - since > tonumber(ARGV[3]) and #taken < limit then
    redis.call('HSET', KEYS[2], id, stage .. ' lost:' .. owner .. ' ' .. since)
    redis.call('ZADD', KEYS[1], 'XX', now, id)
    taken[#taken + 1] = id
  end
end
local old = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[1]), 'LIMIT', 0, limit)
for _, id in ipairs(old) do
  if not works[id] and #taken < limit then
    redis.call('ZADD', KEYS[1], 'XX', now, id)
    taken[#taken + 1] = id
  end
end
return taken
