-- An identity within a team. Found under several identities, a person is merged into its elder.
create table person (
    team_id uuid not null references team (id),
    id uuid not null,
    name text not null,
    merged_into uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (team_id, id),
    foreign key (team_id, merged_into) references person (team_id, id)
);

create table person_identity (
    team_id uuid not null,
    kind text not null check (kind in ('PROFILE', 'PROFILE_URL', 'EMAIL')),
    -- keyed hash of the identity, so that it can be found but not read
    hash bytea not null,
    person_id uuid not null,
    created_at timestamptz not null default now(),
    primary key (team_id, kind, hash),
    foreign key (team_id, person_id) references person (team_id, id) on delete cascade
);
create index person_identity_by_person on person_identity (team_id, person_id);

create table prospect (
    team_id uuid not null,
    id uuid not null,
    campaign_id uuid not null,
    person_id uuid not null,
    platform text not null,
    platform_profile_id text not null,
    name text not null,
    title text,
    company_name text,
    -- the profile as its source gave it (prospect.Profile), e-mails and phones left out
    profile jsonb not null,
    contact_info jsonb not null default '{"emails": [], "phones": []}',
    -- what enrichment learned, by provider
    enrichment_data jsonb not null default '{}',
    icp_match_score int check (icp_match_score between 0 and 10000),
    quality_score int check (quality_score between 0 and 10000),
    -- the last decision of the score or of a person: QUALIFIED, REVIEW, ARCHIVED
    outcome text check (outcome in ('QUALIFIED', 'REVIEW', 'ARCHIVED', 'REJECTED')),
    status text not null default 'DISCOVERED'
        check (status in ('DISCOVERED', 'SCORED', 'QUALIFIED', 'ENRICHING', 'CONVERTED', 'JOINED', 'IN_REVIEW',
                          'ARCHIVED', 'REJECTED', 'FAILED')),
    status_reason text,
    lead_id uuid,
    scored_at timestamptz,
    enriched_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0,
    primary key (team_id, id),
    unique (team_id, campaign_id, platform, platform_profile_id),
    foreign key (team_id, campaign_id) references prospecting_campaign (team_id, id) on delete cascade,
    foreign key (team_id, person_id) references person (team_id, id)
);
create index prospect_by_creation on prospect (team_id, created_at, id);
create index prospect_by_campaign_score on prospect (team_id, campaign_id, icp_match_score desc nulls last, id);
create index prospect_by_person on prospect (team_id, person_id);
create index prospect_in_review on prospect (team_id, icp_match_score desc, id) where status = 'IN_REVIEW';

-- Why a prospect has its score: stored with it, never computed again on reading.
create table prospect_score (
    team_id uuid not null,
    prospect_id uuid not null,
    explanation jsonb not null,
    scored_at timestamptz not null default now(),
    primary key (team_id, prospect_id),
    foreign key (team_id, prospect_id) references prospect (team_id, id) on delete cascade
);
