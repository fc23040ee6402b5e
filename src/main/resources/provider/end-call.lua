-- The call of a permit has ended: its windows begin now. Where the provider asked for silence, it is closed meanwhile.
-- KEYS: permits, closed
-- ARGV: the permit, milliseconds to be closed (0: none)
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], 'XX', string.format('%.0f', tonumber(time[1]) * 1000000 + tonumber(time[2])), ARGV[1])
local closed = tonumber(ARGV[2])
if closed > 0 and redis.call('PTTL', KEYS[2]) < closed then
    redis.call('SET', KEYS[2], '1', 'PX', closed)
end
return 1
