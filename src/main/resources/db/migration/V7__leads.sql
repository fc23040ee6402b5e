create table lead (
    team_id uuid not null references team (id),
    id uuid not null,
    prospect_id uuid,
    person_id uuid not null,
    campaign_id uuid,
    source text not null check (source in ('LINKEDIN', 'FACEBOOK', 'ZOOMINFO', 'CSV', 'MANUAL', 'API')),
    status text not null default 'NEW'
        check (status in ('NEW', 'CONTACTED', 'ENGAGED', 'QUALIFIED', 'CONVERTED', 'NURTURE', 'LOST', 'DISQUALIFIED')),
    status_reason text,
    score int check (score between 0 and 10000),
    name text not null,
    title text,
    company_name text,
    contact_info jsonb not null default '{"emails": [], "phones": []}',
    company_info jsonb not null default '{}',
    enrichment_data jsonb not null default '{}',
    social_profiles jsonb not null default '[]',
    assignee_id uuid,
    tags text[] not null default '{}',
    notes text not null default '',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0,
    primary key (team_id, id),
    foreign key (team_id, person_id) references person (team_id, id),
    foreign key (team_id, assignee_id) references app_user (team_id, id)
);
-- A person has at most one open lead.
create unique index lead_open on lead (team_id, person_id)
    where status in ('NEW', 'CONTACTED', 'ENGAGED', 'QUALIFIED', 'NURTURE');
create index lead_by_creation on lead (team_id, created_at, id);
create index lead_by_score on lead (team_id, score desc nulls last, id desc);
create index lead_by_name on lead (team_id, name, id);
create index lead_by_assignee on lead (team_id, assignee_id, created_at);
create index lead_by_campaign on lead (team_id, campaign_id);

create table lead_activity (
    team_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    type text not null,
    text text not null default '',
    -- what changed, for activities that the service writes itself
    data jsonb not null default '{}',
    actor_id uuid,
    at timestamptz not null default now(),
    primary key (team_id, id),
    foreign key (team_id, lead_id) references lead (team_id, id) on delete cascade
);
create index lead_activity_by_lead on lead_activity (team_id, lead_id, at, id);
