-- The newest number of each team's journal. Numbers are dense and in commit order: this row is locked last.
create table team_feed (
    team_id uuid primary key references team (id),
    last_number bigint not null default 0
);

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
    primary key (team_id, number)
);
create index campaign_event_by_campaign on campaign_event (team_id, campaign_id, number);
