-- Two services have quotas. What was there before is of block storage.
alter table quota_set add column catalogue text not null default 'block-storage';
alter table quota_set alter column catalogue drop default;

-- What a project uses is counted.
create index on share_instance (project_id) where replica_state is not null;
