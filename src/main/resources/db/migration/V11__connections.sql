-- A platform's account whose lead forms are pulled into a campaign. The credential is the installation's, so an account
-- belongs to one team: that key alone spans all teams, and whoever breaks it is not told whose it is.
create table connection (
    team_id uuid not null references team (id),
    id uuid not null,
    platform text not null check (platform in ('LINKEDIN', 'FACEBOOK')),
    account_id text not null,
    campaign_id uuid not null,
    -- the job that pulls; it stays until the connection goes
    job_id uuid not null,
    -- answers that were submitted before are kept; null until the first pull has come to its end
    pulled_until timestamptz,
    -- a pull that has not come to its end: until when it reads, and where it goes on
    pulling_until timestamptz,
    cursor text,
    found int not null default 0,
    last_pulled_at timestamptz,
    next_pull_at timestamptz default now(),
    last_error text,
    created_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0,
    primary key (team_id, id),
    constraint connection_account unique (platform, account_id),
    foreign key (team_id, campaign_id) references prospecting_campaign (team_id, id) on delete cascade
);
create index connection_by_campaign on connection (team_id, campaign_id);
create index connection_by_creation on connection (team_id, created_at, id);

-- An answer to a form by the platform's id of it, so that it is taken in once and can be taken back by that id.
create table form_answer (
    team_id uuid not null,
    connection_id uuid not null,
    answer_id text not null,
    prospect_id uuid not null,
    submitted_at timestamptz,
    primary key (team_id, connection_id, answer_id),
    foreign key (team_id, connection_id) references connection (team_id, id) on delete cascade,
    foreign key (team_id, prospect_id) references prospect (team_id, id) on delete cascade
);
create index form_answer_by_prospect on form_answer (team_id, prospect_id);
