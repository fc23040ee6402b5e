-- What a provider said of a person, kept step by step, so that a retry repeats no paid call.
create table enrichment_result (
    team_id uuid not null references team (id),
    person_id uuid not null,
    provider text not null,
    endpoint text not null,
    -- keyed hash of what was asked
    request_hash bytea not null,
    outcome text not null check (outcome in ('HIT', 'MISS', 'UNKNOWN', 'OPTED_OUT')),
    -- the values that were understood, with their confidence; null for a miss
    data jsonb,
    fetched_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (team_id, provider, endpoint, request_hash)
);
create index enrichment_result_by_person on enrichment_result (team_id, person_id);

-- Every paid call: held before it is made, settled after.
create table ledger_entry (
    team_id uuid not null references team (id),
    id uuid not null,
    campaign_id uuid not null,
    prospect_id uuid not null,
    provider text not null,
    endpoint text not null,
    state text not null
        check (state in ('RESERVED', 'SUBMITTED', 'HIT', 'MISS', 'ERROR', 'UNKNOWN', 'SETTLED', 'RELEASED')),
    outcome text,
    held numeric(14, 4) not null,
    cost numeric(14, 4) not null default 0,
    currency text not null default 'USD',
    created_at timestamptz not null default now(),
    settled_at timestamptz,
    primary key (team_id, id)
);
create index ledger_by_campaign on ledger_entry (team_id, campaign_id, id);
create index ledger_by_prospect on ledger_entry (team_id, prospect_id) where state in ('RESERVED', 'SUBMITTED');

-- Calls made, by credential and minute: a lost window of a quota is rebuilt from here.
create table provider_usage (
    credential text not null,
    endpoint text not null,
    minute timestamptz not null,
    calls int not null,
    primary key (credential, endpoint, minute)
);

create table embedding_cache (
    team_id uuid not null references team (id),
    model text not null,
    hash bytea not null,
    vector bytea not null,
    created_at timestamptz not null default now(),
    primary key (team_id, model, hash)
);

create table embedding_calibration (
    model text primary key,
    endpoint text not null,
    unrelated double precision not null,
    paraphrase double precision not null,
    measured_at timestamptz not null default now()
);
