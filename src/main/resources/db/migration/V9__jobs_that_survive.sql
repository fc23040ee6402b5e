-- Every instance holds an advisory lock (classid 1279349060, objid its number) as long as it lives: one that is free
-- again tells at once that the claims with this number have lost their worker.
create sequence instance_number as int cycle;

alter table job add column instance int;
-- Rows here live for seconds: a page is cleaned early, and an update finds room beside its row.
alter table job set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.05);
-- Who has lost two workers since its last progress may be what kills them: it is worked on alone.
create index job_suspect on job (queue) where status = 'ACTIVE' and stalls >= 2;
drop index job_dead;
create index job_dead on job (team_id, id) where status = 'DEAD';

-- A queue is paused for one team: no team can hold up another's work.
drop table queue_pause;
create table queue_pause (
    team_id uuid not null references team (id),
    queue text not null,
    paused_at timestamptz not null default now(),
    paused_by uuid,
    primary key (team_id, queue)
);

-- Settled jobs, by the day on which they were settled. Read newest first (ids are in order of creation) and per queue.
create temporary table undivided_archive on commit drop as table job_archive;
drop table job_archive;
create table job_archive (
    team_id uuid not null,
    id uuid not null,
    queue text not null,
    type text not null,
    campaign_id uuid,
    status text not null check (status in ('COMPLETED', 'DISCARDED', 'CANCELLED')),
    attempt int not null,
    -- [{at, error, errorClass}], oldest first
    attempts jsonb not null,
    error_class text,
    correlation_id text,
    created_at timestamptz not null,
    settled_at timestamptz not null default now(),
    primary key (team_id, id, settled_at)
) partition by range (settled_at);
-- Catches what no day was made for; emptied when its day is made.
create table job_archive_default partition of job_archive default;

-- How many jobs were settled on the days that are over: what makes counting cheap.
create table job_day (
    team_id uuid not null references team (id),
    queue text not null,
    status text not null,
    day date not null,
    jobs bigint not null,
    primary key (team_id, queue, status, day)
);

-- The newest event of each campaign, so that writing an event reads no older one. Locked under the campaign's row.
create table campaign_feed (
    team_id uuid not null,
    campaign_id uuid not null,
    last_number bigint not null,
    primary key (team_id, campaign_id)
);
insert into campaign_feed (team_id, campaign_id, last_number)
select team_id, campaign_id, max(number) from campaign_event group by team_id, campaign_id;

-- The journal, by day. That numbers are dense and unique is the work of team_feed's row lock.
create temporary table undivided_journal on commit drop as table campaign_event;
drop table campaign_event;
create table campaign_event (
    team_id uuid not null,
    number bigint not null,
    campaign_id uuid not null,
    -- the number before this one in the same campaign, 0 for its first
    previous bigint not null,
    type text not null,
    -- ids and figures, no personal data
    data jsonb not null,
    at timestamptz not null default now(),
    primary key (team_id, number, at)
) partition by range (at);
create table campaign_event_default partition of campaign_event default;

-- Makes a table's days (UTC) from those that its default partition holds up to some ahead of today, and drops those that
-- ended longer ago than they are kept. A day is made beside the table and then attached, so that writers hardly wait.
-- It runs with the rights of the schema's owner: the service's role need not be able to make or drop tables.
create function keep_days(parent text, ahead int, keep int) returns table (made int, dropped int)
language plpgsql security definer set search_path from current as $$
declare
    part text := case parent when 'job_archive' then 'settled_at' when 'campaign_event' then 'at' end;
    today date := (now() at time zone 'UTC')::date;
    first date;
    day date;
    name text;
    dated text := '^' || parent || '_(\d{8})$';
begin
    if part is null then
        raise exception '% is not divided into days', parent;
    end if;
    -- One instance at a time; the lock ends with the transaction.
    perform pg_advisory_xact_lock(1279349061, hashtext(parent));
    made := 0;
    dropped := 0;
    execute format('select (min(%I) at time zone ''UTC'')::date from %I', part, parent || '_default') into first;
    for day in select d::date from generate_series(coalesce(least(first, today), today), today + ahead, interval '1 day') d loop
        name := parent || '_' || to_char(day, 'YYYYMMDD');
        if to_regclass(name) is null then
            execute format('create table %I (like %I including all)', name, parent);
            execute format(
                'with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
                parent || '_default', part, day::timestamp at time zone 'UTC',
                part, (day + 1)::timestamp at time zone 'UTC', name);
            execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name,
                day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
            made := made + 1;
        end if;
    end loop;
    for name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass(parent) and c.relname ~ dated
          and to_date(substring(c.relname from dated), 'YYYYMMDD') < today - keep
    loop
        execute format('drop table %I', name);
        dropped := dropped + 1;
    end loop;
    return next;
end $$;

select keep_days('job_archive', 7, 36500);
select keep_days('campaign_event', 7, 36500);

insert into job_archive (team_id, id, queue, type, campaign_id, status, attempt, attempts, error_class, correlation_id,
                         created_at, settled_at)
select team_id, id, queue, type, campaign_id, status, attempt, attempts, error_class, correlation_id, created_at,
       settled_at
from undivided_archive;
create index job_archive_by_team on job_archive (team_id, queue, settled_at);

insert into campaign_event (team_id, number, campaign_id, previous, type, data, at)
select team_id, number, campaign_id, previous, type, data, at from undivided_journal;
create index campaign_event_by_campaign on campaign_event (team_id, campaign_id, number);
select keep_days('job_archive', 7, 36500);
select keep_days('campaign_event', 7, 36500);

-- What is done now and then, by whichever instance comes first.
create table chore (
    name text primary key,
    due_at timestamptz not null default now(),
    -- how it went the last time
    done_at timestamptz,
    outcome text
);
