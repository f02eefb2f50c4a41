-- Enter documents that are neither settled nor entered yet; return those that were entered.
-- KEYS: ledger. ARGV: prefix of settled marks, then ids.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local entered = {}
for i = 2, #ARGV do
  local id = ARGV[i]
  if redis.call('EXISTS', ARGV[1] .. id) == 0 and redis.call('ZADD', KEYS[1], 'NX', now, id) == 1 then
    entered[#entered + 1] = id
  end
end
return entered
