-- How much of a quota is in use.
-- KEYS: permits, closed, known, told
-- ARGV: microseconds of each window
-- Returns {milliseconds closed, then per window: calls, milliseconds until the oldest of them no longer counts}.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local closed = math.max(redis.call('PTTL', KEYS[2]), 0)
local told = redis.call('HGETALL', KEYS[4])
for i = 1, #told, 2 do
    local left, till = string.match(told[i + 1], '(%-?%d+) (%d+)')
    if tonumber(left) <= 0 then
        closed = math.max(closed, math.ceil((tonumber(till) - now) / 1000))
    end
end
local answer = {closed}
for i = 1, #ARGV do
    local per = tonumber(ARGV[i])
    local from = '(' .. string.format('%.0f', now - per)
    local oldest = redis.call('ZRANGEBYSCORE', KEYS[1], from, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
    table.insert(answer, redis.call('ZCOUNT', KEYS[1], from, '+inf'))
    table.insert(answer, oldest[2] and math.ceil((math.min(tonumber(oldest[2]), now) + per - now) / 1000) or 0)
end
return answer
