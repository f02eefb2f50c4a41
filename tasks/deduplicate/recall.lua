-- First half of the script that checks and claims: what is remembered. The second half is check.lua.
-- KEYS: windows, then records and pending copies of each live window, then its buckets, one a fingerprint.
-- ARGV: question (JSON), elements, passages' elements, figures and values to remember, remainders of the fingerprints,
-- first half of the hash of the words.
local question = cjson.decode(ARGV[1])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local POSTING = 5
local WINDOW = 16777216
local VERDICTS = { 'new', 'exact', 'near', 'revision', 'contained', 'extends' }
local TELLING = { new = true, revision = true, extends = true }

-- Windows: the client names those it knows; if they have moved on, it learns the new ones and asks again.

local function live_windows()
  local opened, numbers, count = {}, {}, 0
  local directory = redis.call('HGETALL', KEYS[1])
  for at = 1, #directory, 2 do
    if directory[at] == 'count' then
      count = tonumber(directory[at + 1])
    else
      opened[tonumber(directory[at])] = tonumber(directory[at + 1])
    end
  end
  local latest = 0
  for number, since in pairs(opened) do
    latest = math.max(latest, number)
    if since + limits.span + limits.keep <= now then
      redis.call('HDEL', KEYS[1], number)
    else
      numbers[#numbers + 1] = number
    end
  end
  table.sort(numbers)
  local current = numbers[#numbers]
  if not current or opened[current] + limits.span <= now or count >= limits.window_documents then
    current, count = latest + 1, 0
    opened[current] = now
    numbers[#numbers + 1] = current
    redis.call('HSET', KEYS[1], current, now, 'count', 0)
    redis.call('PEXPIREAT', KEYS[1], now + limits.span + limits.keep)
  end
  return numbers, opened[current] + limits.span + limits.keep, count
end

local windows, expiry, count = live_windows()
if table.concat(windows, ' ') ~= table.concat(question.windows, ' ') then
  return { 'windows', windows }
end
local fingerprints = #ARGV[5] / 2

local function records_key(window) return KEYS[2 * window] end
local function pending_key(window) return KEYS[2 * window + 1] end
local function bucket_key(window, fingerprint)
  return KEYS[1 + 2 * #windows + (window - 1) * fingerprints + fingerprint]
end

-- Postings: a bucket is a string of remainder (2 bytes) and document number (3 bytes).

local contents = {}
do
  local first, last, most = 2 + 2 * #windows, #KEYS, 1000
  for from = first, last, most do
    local until_key = math.min(from + most - 1, last)
    for at, content in ipairs(redis.call('MGET', unpack(KEYS, from, until_key))) do
      contents[KEYS[from + at - 1]] = content or ''
    end
  end
end

local filed, filed_now, nobody = {}, {}, {}
local function tellers(fingerprint)
  local found = filed[fingerprint]
  if found then return found end
  found = nobody
  local needle = string.sub(ARGV[5], 2 * fingerprint - 1, 2 * fingerprint)
  for window = 1, #windows do
    filed_now[fingerprint] = 0
    local content = contents[bucket_key(window, fingerprint)]
    local at = string.find(content, needle, 1, true)
    while at do
      if at % POSTING == 1 then
        local a, b, c = string.byte(content, at + 2, at + 4)
        if found == nobody then found = {} end
        found[#found + 1] = window * WINDOW + a * 65536 + b * 256 + c
        filed_now[fingerprint] = filed_now[fingerprint] + 1
      end
      at = string.find(content, needle, at + 1, true)
    end
  end
  filed[fingerprint] = found
  return found
end

-- Records.

local records = {}
local function record(order)
  if records[order] == nil then
    local window = math.floor(order / WINDOW)
    local raw = redis.call('HGET', records_key(window), order % WINDOW)
    local parsed = false
    if raw then
      local r, at = { order = order, raw = raw }, nil
      r.committed, r.verdict, r.level, r.nibbles, r.cells, r.filed, r.claimed, at = struct.unpack('>BBBBI3I2I6', raw)
      r.received, r.published, r.publisher, r.collection, r.title, r.exact, at = struct.unpack('>I4I4I3I3I3c4', raw, at)
      r.id, at = struct.unpack('>Bc0', raw, at)
      r.memo, r.figures_at = struct.unpack('>I2c0', raw, at)
      r.telling = TELLING[VERDICTS[r.verdict]]
      if r.claimed + limits.keep > now then parsed = r end
    end
    records[order] = parsed
  end
  return records[order]
end

local function teller(order)
  local found = record(order)
  return found and found.telling and found
end

local function sevens(raw, at)
  local values, value, carried = {}, 0, 0
  for position = at, #raw do
    local byte = string.byte(raw, position)
    if byte >= 128 then
      carried = (carried + byte - 128) * 128
    else
      value = value + carried + byte
      carried = 0
      values[#values + 1] = value
    end
  end
  return values
end

local function nibbles(raw, at)
  local values, value, number = {}, 0, 0
  for position = at, #raw do
    local byte = string.byte(raw, position)
    local low = byte % 16
    local high = (byte - low) / 16
    value = value + high
    if high < 15 then
      number = number + 1
      values[number] = value
    end
    value = value + low
    if low < 15 then
      number = number + 1
      values[number] = value
    end
  end
  return values
end

local function digits(raw, at)
  local found = {}
  while true do
    local byte = string.byte(raw, at)
    at = at + 1
    for _, half in ipairs({ math.floor(byte / 16), byte % 16 }) do
      if half == 15 then return table.concat(found), at end
      found[#found + 1] = half == 10 and '.' or half
    end
  end
end

local function unfold(r)
  local number, at = struct.unpack('>I2', r.raw, r.figures_at)
  r.figures, r.amounts = {}, {}
  for _ = 1, number do
    local key = struct.unpack('>I2', r.raw, at)
    local value
    value, at = digits(r.raw, at + 2)
    r.figures[key] = r.figures[key] or {}
    table.insert(r.figures[key], value)
    r.amounts[value] = true
  end
  r.values = r.nibbles == 1 and nibbles(r.raw, at) or sevens(r.raw, at)
end
