-- Takes one permit of a quota, or says how long there will be none.
-- A permit counts from here until one window after its call ended: the provider counted the call somewhere in between,
-- so no window is exceeded on the provider's side either. While the call runs its score lies in the future.
-- KEYS: permits (sorted set, score in microseconds), closed (exists while the provider itself wants no calls),
--       known (the run of Redis in which the permits are whole: one that has begun anew may have lost some),
--       told (hash: per window of the provider's own, how many calls it says are left, until when in microseconds)
-- ARGV: the permit, microseconds that a call may last, then per window: requests, microseconds
-- Returns {1, 0}, or {0, milliseconds to wait}, or {-1, 0} where the permits must be restored first.
if redis.call('GET', KEYS[3]) ~= (string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or 'unknown') then
    return {-1, 0}
end

local closed = redis.call('PTTL', KEYS[2])
if closed > 0 then
    return {0, closed}
end

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])

local wait, longest = 0, 0
for i = 3, #ARGV, 2 do
    local requests, per = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
    local from = '(' .. string.format('%.0f', now - per)
    local used = redis.call('ZCOUNT', KEYS[1], from, '+inf')
    if used >= requests then
        local leaving = redis.call('ZRANGEBYSCORE', KEYS[1], from, '+inf', 'WITHSCORES', 'LIMIT', used - requests, 1)
        -- A call still in flight most likely ends soon: its permit returns a window from now.
        wait = math.max(wait, math.min(tonumber(leaving[2]), now) + per - now)
    end
    longest = math.max(longest, per)
end

local counted = {}
local told = redis.call('HGETALL', KEYS[4])
for i = 1, #told, 2 do
    local left, till = string.match(told[i + 1], '(%-?%d+) (%d+)')
    if tonumber(till) <= now then
        redis.call('HDEL', KEYS[4], told[i])
    elseif tonumber(left) <= 0 then
        wait = math.max(wait, tonumber(till) - now)
    else
        table.insert(counted, {told[i], string.format('%d %s', tonumber(left) - 1, till)})
    end
end
if wait > 0 then
    return {0, math.ceil(wait / 1000)}
end

for _, window in ipairs(counted) do
    redis.call('HSET', KEYS[4], window[1], window[2])
end
local hold = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - longest))
redis.call('ZADD', KEYS[1], string.format('%.0f', now + hold), ARGV[1])
redis.call('PEXPIRE', KEYS[1], math.ceil((longest + hold) / 1000))
return {1, 0}
