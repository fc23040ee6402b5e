-- A refresh token that a provider gave in place of the configured one, found by a hash of that.
create table provider_token (
    provider text not null,
    configured text not null,
    refresh_token text not null,
    updated_at timestamptz not null default now(),
    primary key (provider, configured)
);

-- Until when a provider wants no calls, where that is long: Redis may lose it.
create table provider_silence (
    credential text not null,
    endpoint text not null,
    until timestamptz not null,
    primary key (credential, endpoint)
);
