-- Keys that an installation makes for itself when its settings give none. Made once, shared by all instances.
create table installation_secret (
    name text primary key,
    value bytea not null,
    created_at timestamptz not null default now()
);
