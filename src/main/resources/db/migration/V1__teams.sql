-- Who is asking. Everything belongs to a team: team_id comes first in every key, and others refer to (team_id, id).
create table team (
    id uuid primary key default uuidv7(),
    name text not null,
    slug text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0
);

create table app_user (
    team_id uuid not null references team (id),
    id uuid not null default uuidv7(),
    -- in lower case; the same person may have an account in several teams, and neither team learns of the other
    email text not null,
    name text not null,
    role text not null check (role in ('ADMIN', 'SALES_MANAGER', 'SALES_REP', 'VIEWER')),
    active boolean not null default true,
    password_hash text not null,
    last_sign_in_at timestamptz,
    -- a user that is gone keeps its row, because leads and events refer to it
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0,
    primary key (team_id, id)
);
create unique index app_user_email on app_user (team_id, email) where deleted_at is null;
create index app_user_sign_in on app_user (email) where deleted_at is null;
create index app_user_by_creation on app_user (team_id, created_at, id);

-- One sign-in; its access and refresh tokens end with it.
create table user_session (
    team_id uuid not null,
    id uuid not null default uuidv7(),
    user_id uuid not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text check (end_reason in ('SIGNED_OUT', 'TOKEN_REUSED', 'RIGHTS_CHANGED')),
    primary key (team_id, id),
    foreign key (team_id, user_id) references app_user (team_id, id) on delete cascade
);
create index user_session_of_user on user_session (team_id, user_id) where ended_at is null;
create index user_session_expiry on user_session (expires_at);

-- The refresh tokens of a session, as hashes. A used one stays, so that its second use is seen.
create table refresh_token (
    team_id uuid not null,
    session_id uuid not null,
    token_hash bytea not null,
    created_at timestamptz not null default now(),
    used_at timestamptz,
    primary key (team_id, session_id, token_hash),
    foreign key (team_id, session_id) references user_session (team_id, id) on delete cascade
);

-- Single-use tickets for browsers' EventSource, which can send no header.
create table stream_ticket (
    team_id uuid not null,
    ticket_hash bytea not null,
    session_id uuid not null,
    expires_at timestamptz not null,
    primary key (team_id, ticket_hash),
    foreign key (team_id, session_id) references user_session (team_id, id) on delete cascade
);
create index stream_ticket_expiry on stream_ticket (expires_at);

-- The key that signs access tokens, where the settings give none: made once, shared by all instances.
create table signing_key (
    name text primary key,
    jwk text not null,
    created_at timestamptz not null default now()
);

-- Attempts to sign in, by keyed hashes of account and address. It comes before any team is known, so it has none.
create table sign_in_throttle (
    scope text not null,
    key_hash bytea not null,
    attempts int not null,
    last_at timestamptz not null default now(),
    primary key (scope, key_hash)
);
create index sign_in_throttle_age on sign_in_throttle (last_at);

-- Answers that are given again to a repeated POST; the body is encrypted under the client's own key.
create table idempotency_key (
    team_id uuid not null,
    user_id uuid not null,
    key_hash bytea not null,
    request_hash bytea not null,
    salt uuid not null,
    status int,
    location text,
    etag text,
    body bytea,
    created_at timestamptz not null default now(),
    primary key (team_id, user_id, key_hash),
    foreign key (team_id, user_id) references app_user (team_id, id) on delete cascade
);
create index idempotency_key_age on idempotency_key (created_at);
