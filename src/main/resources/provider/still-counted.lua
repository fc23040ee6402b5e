-- Whether a permit still counts: Redis may have lost it between its taking and its call.
-- KEYS: permits, closed, known, told
-- ARGV: the permit
if redis.call('GET', KEYS[3]) ~= (string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or 'unknown') then
    return 0
end
return redis.call('ZSCORE', KEYS[1], ARGV[1]) and 1 or 0
