-- When it was settled what the prospect's profile says beyond the row of its search: read, gone or not to be had. At most
-- once. Null before, and for those who were decided about by their row.
alter table prospect add column profile_read_at timestamptz;

-- ENRICH: more is learned first, then it is decided.
alter table prospect drop constraint prospect_outcome_check;
alter table prospect add constraint prospect_outcome_check
    check (outcome in ('QUALIFIED', 'REVIEW', 'ARCHIVED', 'ENRICH', 'REJECTED'));
