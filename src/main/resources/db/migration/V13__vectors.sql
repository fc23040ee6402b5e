-- What holds the vectors of one model: vectors of two models can't be compared.
create table vector_index (
    -- store, place and model: postgres all-MiniLM-L6-v2:384@local
    name text primary key,
    -- of every vector in it; null while there is none, or where another store knows
    dimensions int,
    -- what nobody uses any more is taken away
    used_at timestamptz not null default now()
);

-- Vectors by id, where PostgreSQL is their store.
create table vector_entry (
    team_id uuid not null references team (id),
    -- what it is a vector of: ICPS
    kind text not null,
    index_name text not null references vector_index (name) on delete cascade,
    id text not null,
    -- little-endian 32-bit floats of unit length
    vector bytea not null,
    metadata jsonb not null default '{}',
    primary key (team_id, kind, index_name, id)
);
-- Random bits are not worth compressing.
alter table vector_entry alter column vector set storage external;

-- What the index is known to hold of each ICP; the difference to table icp is what is to be done. A row is there before
-- its vector is written and until after it was taken away, so that no vector is ever forgotten. Without a foreign key to
-- the ICP: it is needed when that is gone.
create table icp_vector (
    team_id uuid not null references team (id),
    icp_id uuid not null,
    index_name text not null references vector_index (name) on delete cascade,
    -- of the ICP when its vector was written; null before the first time
    version int,
    -- who writes it now
    claim uuid,
    -- nobody else touches it before
    due_at timestamptz not null default now(),
    primary key (team_id, icp_id, index_name)
);
create index icp_vector_by_index on icp_vector (index_name);
