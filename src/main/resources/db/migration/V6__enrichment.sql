-- What a provider said of a person, kept step by step, so that a retry repeats no paid call.
create table enrichment_result (
    team_id uuid not null references team (id),
    -- null for what was said of a company: it is nobody's personal data and serves whoever works there
    person_id uuid,
    provider text not null,
    endpoint text not null,
    -- keyed hash of what was asked
    request_hash bytea not null,
    outcome text not null check (outcome in ('HIT', 'MISS', 'UNKNOWN', 'OPTED_OUT')),
    -- the values that were understood, with their confidence; null for a miss
    data jsonb,
    -- what was paid for it
    cost numeric(14, 4) not null default 0,
    fetched_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (team_id, provider, endpoint, request_hash)
);
create index enrichment_result_by_person on enrichment_result (team_id, person_id) where person_id is not null;

-- Every paid call: held before it is made, settled after.
create table ledger_entry (
    team_id uuid not null references team (id),
    id uuid not null,
    campaign_id uuid not null,
    prospect_id uuid not null,
    provider text not null,
    endpoint text not null,
    -- keyed hash of what is asked, as in enrichment_result
    request_hash bytea not null,
    state text not null
        check (state in ('RESERVED', 'SUBMITTED', 'HIT', 'MISS', 'ERROR', 'UNKNOWN', 'SETTLED', 'RELEASED')),
    outcome text,
    held numeric(14, 4) not null check (held >= 0),
    cost numeric(14, 4) not null default 0 check (cost between 0 and held),
    currency text not null default 'USD',
    -- how often it was asked under this hold
    asks int not null default 0,
    created_at timestamptz not null default now(),
    -- when somebody last worked on it: nobody's job has it in hand long after that
    touched_at timestamptz not null default now(),
    settled_at timestamptz,
    primary key (team_id, id)
);
create index ledger_by_campaign on ledger_entry (team_id, campaign_id, created_at, id);
create index ledger_by_prospect on ledger_entry (team_id, prospect_id);
-- The same question is not asked twice at a time, by whatever instance.
create unique index ledger_open on ledger_entry (team_id, provider, endpoint, request_hash)
    where state in ('RESERVED', 'SUBMITTED');
create index ledger_unsettled on ledger_entry (team_id, touched_at) where state in ('RESERVED', 'SUBMITTED', 'UNKNOWN');

-- Calls made, by credential and minute: a lost window of a quota is rebuilt from here.
create table provider_usage (
    credential text not null,
    endpoint text not null,
    minute timestamptz not null,
    calls int not null,
    primary key (credential, endpoint, minute)
);

-- Vectors of texts, found by a hash of the text; the text itself is not kept.
create table embedding_cache (
    team_id uuid not null references team (id),
    model text not null,
    hash bytea not null,
    -- little-endian 32-bit floats
    vector bytea not null,
    created_at timestamptz not null default now(),
    primary key (team_id, model, hash)
);
create index embedding_cache_by_age on embedding_cache (created_at);

-- Where a model's cosines begin and end to mean something. The same name may mean other weights on another server.
create table embedding_calibration (
    -- with its dimensions: all-MiniLM-L6-v2:384
    model text not null,
    endpoint text not null,
    -- which version of the reference pairs it was measured on
    reference int not null,
    unrelated double precision not null,
    paraphrase double precision not null,
    measured_at timestamptz not null default now(),
    primary key (model, endpoint, reference)
);
