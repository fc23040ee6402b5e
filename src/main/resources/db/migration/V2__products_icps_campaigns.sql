create table product (
    team_id uuid not null references team (id),
    id uuid not null default uuidv7(),
    name text not null,
    description text not null default '',
    features jsonb not null default '[]',
    pricing jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0,
    primary key (team_id, id)
);
create index product_by_creation on product (team_id, created_at, id);

create table icp (
    team_id uuid not null references team (id),
    id uuid not null default uuidv7(),
    product_id uuid not null,
    name text not null,
    description text not null default '',
    -- number of the newest content, see icp_version
    content_version int not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0,
    primary key (team_id, id),
    foreign key (team_id, product_id) references product (team_id, id)
);
create index icp_by_creation on icp (team_id, created_at, id);
create index icp_by_product on icp (team_id, product_id);

create table icp_version (
    team_id uuid not null,
    icp_id uuid not null,
    number int not null,
    id uuid not null default uuidv7(),
    name text not null,
    description text not null,
    content jsonb not null,
    created_at timestamptz not null default now(),
    primary key (team_id, icp_id, number),
    foreign key (team_id, icp_id) references icp (team_id, id) on delete cascade
);

create table prospecting_campaign (
    team_id uuid not null references team (id),
    id uuid not null default uuidv7(),
    icp_id uuid not null,
    icp_version int not null,
    name text not null,
    platforms text[] not null,
    search_criteria jsonb not null default '{}',
    max_prospects int check (max_prospects > 0),
    budget numeric(14, 4) check (budget >= 0),
    currency text not null default 'USD',
    qualify_threshold int not null default 7500,
    review_threshold int not null default 6000,
    status text not null default 'DRAFT'
        check (status in ('DRAFT', 'RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED')),
    status_reason text,
    discovered_count int not null default 0 check (discovered_count >= 0),
    scored_count int not null default 0 check (scored_count >= 0),
    qualified_count int not null default 0 check (qualified_count >= 0),
    review_count int not null default 0 check (review_count >= 0),
    archived_count int not null default 0 check (archived_count >= 0),
    enriched_count int not null default 0 check (enriched_count >= 0),
    lead_count int not null default 0 check (lead_count >= 0),
    failed_count int not null default 0 check (failed_count >= 0),
    -- basis points of all scored prospects together; their mean is the average score
    score_sum bigint not null default 0,
    spent numeric(14, 4) not null default 0 check (spent >= 0),
    reserved numeric(14, 4) not null default 0 check (reserved >= 0),
    -- jobs and sources that must end before the campaign can complete
    open_jobs int not null default 0 check (open_jobs >= 0),
    open_sources int not null default 0 check (open_sources >= 0),
    -- open jobs that wait for a larger budget
    parked_jobs int not null default 0 check (parked_jobs >= 0),
    started_at timestamptz,
    completed_at timestamptz,
    created_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 0,
    primary key (team_id, id),
    foreign key (team_id, icp_id, icp_version) references icp_version (team_id, icp_id, number),
    constraint budget_holds check (budget is null or spent + reserved <= budget),
    constraint bands_in_order check (0 <= review_threshold and review_threshold <= qualify_threshold and qualify_threshold <= 10000)
);
create index campaign_by_creation on prospecting_campaign (team_id, created_at, id);
create index campaign_by_icp on prospecting_campaign (team_id, icp_id);

-- One platform of one campaign: how far its search has come.
create table campaign_source (
    team_id uuid not null,
    campaign_id uuid not null,
    platform text not null,
    outcome text not null default 'RUNNING'
        check (outcome in ('RUNNING', 'EXHAUSTED', 'LIMIT_REACHED', 'TRUNCATED', 'FAILED')),
    reason text,
    found int not null default 0,
    pages int not null default 0,
    criteria jsonb not null default '{}',
    cursor text,
    updated_at timestamptz not null default now(),
    primary key (team_id, campaign_id, platform),
    foreign key (team_id, campaign_id) references prospecting_campaign (team_id, id) on delete cascade
);
