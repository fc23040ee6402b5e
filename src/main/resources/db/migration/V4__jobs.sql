-- Work to be done. A row is inserted in the transaction that makes it necessary and moves to job_archive when it is done.
create table job (
    team_id uuid not null references team (id),
    id uuid not null default uuidv7(),
    queue text not null check (queue in ('DISCOVERY', 'SCORING', 'ENRICHMENT', 'DELIVERY', 'UPKEEP')),
    type text not null,
    payload_version int not null default 1,
    campaign_id uuid,
    -- ids and positions, never personal data
    payload jsonb not null,
    status text not null default 'READY' check (status in ('READY', 'ACTIVE', 'PARKED', 'DEAD')),
    -- failures of the work itself
    attempt int not null default 0,
    -- lost leases since the last committed progress
    stalls int not null default 0,
    run_at timestamptz not null default now(),
    lease_until timestamptz,
    -- the token behind which every write of this job stands
    claim uuid,
    delay_reason text,
    last_error text,
    error_class text,
    -- [{at, error}], oldest first
    attempts jsonb not null default '[]',
    correlation_id text,
    created_at timestamptz not null default now(),
    died_at timestamptz,
    primary key (team_id, id),
    foreign key (team_id, campaign_id) references prospecting_campaign (team_id, id) on delete cascade
);
create index job_due on job (queue, team_id, run_at, id) where status = 'READY';
create index job_leased on job (lease_until) where status = 'ACTIVE';
create index job_claimed on job (claim) where claim is not null;
create index job_of_campaign on job (team_id, campaign_id, queue);
create index job_dead on job (team_id, died_at) where status = 'DEAD';

create table job_archive (
    team_id uuid not null,
    id uuid not null,
    queue text not null,
    type text not null,
    campaign_id uuid,
    status text not null check (status in ('COMPLETED', 'DISCARDED', 'CANCELLED')),
    attempt int not null,
    attempts jsonb not null,
    error_class text,
    correlation_id text,
    created_at timestamptz not null,
    settled_at timestamptz not null default now(),
    primary key (settled_at, team_id, id)
) partition by range (settled_at);
create table job_archive_default partition of job_archive default;
create index job_archive_by_team on job_archive (team_id, queue, settled_at);

-- A queue that an operator has paused; no row means it is open.
create table queue_pause (
    queue text primary key,
    paused_at timestamptz not null default now(),
    paused_by uuid
);
