-- Let one worker begin a stage of a document, and count the crash of the one before it.
-- KEYS: ledger, running, attempts.
-- ARGV: id, stage, owner, prefix of signs of life, their milliseconds, most attempts.
-- Returns {what, owner or stage before, attempts}; what is gone, busy, crashed or go.
local id, owner, alive = ARGV[1], ARGV[3], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if not redis.call('ZSCORE', KEYS[1], id) then
  return {'gone', '', 0}
end
local mark = redis.call('HGET', KEYS[2], id)
local before = ''
local attempts = tonumber(redis.call('HGET', KEYS[3], id) or '0')
if mark then
  local stage, other = string.match(mark, '^(%S+) (%S+) ')
  if other ~= owner then
    if redis.call('GET', alive .. other) == id then
      return {'busy', other, attempts}
    end
    attempts = redis.call('HINCRBY', KEYS[3], id, 1)
    before = stage
    if attempts >= tonumber(ARGV[6]) then
      return {'crashed', stage, attempts}
    end
  end
end
redis.call('HSET', KEYS[2], id, ARGV[2] .. ' ' .. owner .. ' ' .. now)
redis.call('SET', alive .. owner, id, 'PX', ARGV[5])
return {'go', before, attempts}
