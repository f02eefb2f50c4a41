-- Commit or withdraw a claim.
-- KEYS: windows, then records and pending copies of each live window, then the bucket of the id in each.
-- ARGV: question (JSON), remainder of the id's fingerprint.
local question = cjson.decode(ARGV[1])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local TELLING = { [1] = true, [4] = true, [6] = true }

local windows = {}
local directory = redis.call('HGETALL', KEYS[1])
for at = 1, #directory, 2 do
  if directory[at] ~= 'count' and directory[at + 1] + limits.span + limits.keep > now then
    windows[#windows + 1] = tonumber(directory[at])
  end
end
table.sort(windows)
if table.concat(windows, ' ') ~= table.concat(question.windows, ' ') then
  return { 'windows', windows }
end

local place = {}
for index, window in ipairs(windows) do place[window] = 2 * index end

local function record(key, number)
  local raw = redis.call('HGET', key, number)
  if not raw then return nil end
  local committed, verdict = struct.unpack('>BB', raw)
  return raw, struct.unpack('>Bc0', raw, 37), committed == 1, TELLING[verdict]
end

local function find()
  for index = 1, #windows do
    local content = redis.call('GET', KEYS[1 + 2 * #windows + index]) or ''
    local at = string.find(content, ARGV[2], 1, true)
    while at do
      if (at - 1) % 5 == 0 then
        local a, b, c = string.byte(content, at + 2, at + 4)
        local number = a * 65536 + b * 256 + c
        local raw, id, committed = record(KEYS[2 * index], number)
        if raw and id == question.id then return 2 * index, number, raw, committed end
      end
      at = string.find(content, ARGV[2], at + 1, true)
    end
  end
end

local function withdraw_copies(pending)
  local released = {}
  for window, number, id in string.gmatch(redis.call('HGET', pending, question.id) or '', '(%d+):(%d+):(%S+)') do
    local key = KEYS[place[tonumber(window)] or 0]
    if key then
      local raw, held, committed, telling = record(key, number)
      if raw and held == id and not (committed and telling) then
        redis.call('HDEL', key, number)
        released[#released + 1] = id
      end
    end
  end
  return released
end

local at, number, raw, committed = find()
local released = {}
if at and not committed then
  local key, pending = KEYS[at], KEYS[at + 1]
  if question.commit then
    redis.call('HSET', key, number, '\1' .. string.sub(raw, 2))
  else
    redis.call('HDEL', key, number)
    released = withdraw_copies(pending)
  end
  redis.call('HDEL', pending, question.id)
end
return { 'settled', released }
