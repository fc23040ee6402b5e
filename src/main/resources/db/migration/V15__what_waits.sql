-- Who was given up before there was a score waits for none. While instances of the version before are still at work, their
-- part of it is missing, so it has no check: a stage must not fail for it.
alter table prospecting_campaign add column failed_unscored_count int not null default 0;
update prospecting_campaign c set failed_unscored_count = p.failed
from (select team_id, campaign_id, count(*) as failed from prospect
      where status = 'FAILED' and icp_match_score is null group by team_id, campaign_id) p
where c.team_id = p.team_id and c.id = p.campaign_id;

-- A platform whose people come as a file has nobody until it came.
update campaign_source set reason = 'WAITING_FOR_FILE' where platform = 'CSV' and outcome = 'RUNNING' and pages = 0;

-- The settled jobs of one campaign, newest first, however long ago that was.
create index job_archive_by_campaign on job_archive (team_id, campaign_id, id) where campaign_id is not null;

-- Answers that have had their time; objections do not expire.
create index enrichment_result_expiry on enrichment_result (team_id, expires_at) where outcome <> 'OPTED_OUT';
