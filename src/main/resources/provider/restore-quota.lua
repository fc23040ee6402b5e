-- Puts the calls of the last minutes back into a quota that Redis has lost, in whole or in part. Each counts from the end of
-- its minute, plus the time that a call may last: later than it was, never earlier. Permits that are there still are among
-- them, or their calls are not made.
-- KEYS: permits, closed, known, told
-- ARGV: microseconds that a call may last, the longest window in microseconds, the most permits of any window,
--       milliseconds to stay closed (0: none), then per minute: its age in microseconds, calls
local run = (string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or 'unknown')
if redis.call('GET', KEYS[3]) == run then
    return 0
end
redis.call('DEL', KEYS[1], KEYS[4])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local hold, longest, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local restored = 0
for i = 5, #ARGV, 2 do
    local score = string.format('%.0f', now - tonumber(ARGV[i]) + 60000000 + hold)
    for call = 1, tonumber(ARGV[i + 1]) do
        if restored >= most then
            break
        end
        redis.call('ZADD', KEYS[1], score, 'restored:' .. i .. ':' .. call)
        restored = restored + 1
    end
end
if restored > 0 then
    redis.call('PEXPIRE', KEYS[1], math.ceil((longest + hold + 60000000) / 1000))
end
local closed = tonumber(ARGV[4])
if closed > 0 and redis.call('PTTL', KEYS[2]) < closed then
    redis.call('SET', KEYS[2], '1', 'PX', closed)
end
redis.call('SET', KEYS[3], run)
return restored
