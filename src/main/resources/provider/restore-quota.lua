-- Puts the calls of the last minutes back into a quota that Redis has lost. Each counts from the end of its minute, plus the
-- time that a call may last: later than it was, never earlier.
-- KEYS: permits, closed, known (exists while the permits are whole)
-- ARGV: microseconds that a call may last, the longest window in microseconds, the most permits of any window,
--       then per minute: its age in microseconds, calls
if redis.call('EXISTS', KEYS[3]) == 1 then
    return 0
end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local hold, longest, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local restored = 0
for i = 4, #ARGV, 2 do
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
redis.call('SET', KEYS[3], '1')
return restored
