-- Two services have quotas, which count in the same words but are not the same. What was there before is of block
-- storage.

alter table quota_charge rename column volume_type_id to type_id;
alter table quota_charge
    add column catalogue text   not null default 'block-storage',
    add column shares    bigint not null default 0,
    add column share_gib bigint not null default 0,
    add column replicas  bigint not null default 0,
    add column replica_gib bigint not null default 0;
alter table quota_charge alter column catalogue drop default;

alter table quota_usage rename column volume_type_id to type_id;
alter table quota_usage
    add column catalogue text   not null default 'block-storage',
    add column shares    bigint not null default 0,
    add column share_gib bigint not null default 0,
    add column replicas  bigint not null default 0,
    add column replica_gib bigint not null default 0,
    add column shares_limit              integer,
    add column per_share_gigabytes_limit integer,
    add column snapshot_gigabytes_limit  integer,
    add column share_replicas_limit      integer,
    add column replica_gigabytes_limit   integer,
    drop constraint quota_usage_pkey,
    add primary key (catalogue, project_id, type_id);
alter table quota_usage alter column catalogue drop default;

alter table quota_default rename column volume_type_id to type_id;
alter table quota_default
    add column catalogue text not null default 'block-storage',
    add column shares_limit              integer,
    add column per_share_gigabytes_limit integer,
    add column snapshot_gigabytes_limit  integer,
    add column share_replicas_limit      integer,
    add column replica_gigabytes_limit   integer,
    drop constraint quota_default_pkey,
    add primary key (catalogue, type_id);
alter table quota_default alter column catalogue drop default;

-- The shares, their replicas and their snapshots that were there before they counted, each with the size that the last
-- event said that has one.
with said as (
    select aggregate_identifier, sequence_number, payload_type,
           convert_from(payload, 'UTF8')::jsonb as said
    from event_log.event
    where payload_type in ('share.requested', 'share.extension-requested', 'share.extended', 'share.extension-failed',
                           'share-instance.requested', 'share-instance.extension-requested',
                           'share-instance.extended', 'share-instance.extension-failed',
                           'share-snapshot.requested')
), born as (
    select s.aggregate_identifier, s.payload_type, s.said,
           (select (latest.said ->> 'size_gib')::int from said latest
            where latest.aggregate_identifier = s.aggregate_identifier
            order by latest.sequence_number desc limit 1) as size_gib
    from said s
    where (payload_type in ('share.requested', 'share-snapshot.requested')
           or payload_type = 'share-instance.requested' and said ->> 'replica_state' is not null)
      and not exists (
          select from event_log.event gone
          where gone.aggregate_identifier = s.aggregate_identifier
            and gone.payload_type in ('share.deleted', 'share-instance.deleted', 'share-snapshot.deleted'))
)
insert into quota_charge
  (resource_id, catalogue, project_id, type_id, volumes, volume_gib, snapshots, snapshot_gib, volume_groups,
   shares, share_gib, replicas, replica_gib)
select aggregate_identifier, 'shared-file-system', said ->> 'project_id', (said ->> 'share_type_id')::uuid,
       0, 0,
       (payload_type = 'share-snapshot.requested')::int,
       case payload_type when 'share-snapshot.requested' then size_gib else 0 end,
       0,
       (payload_type = 'share.requested')::int,
       case payload_type when 'share.requested' then size_gib else 0 end,
       (payload_type = 'share-instance.requested')::int,
       case payload_type when 'share-instance.requested' then size_gib else 0 end
from born;

insert into quota_usage
  (catalogue, project_id, type_id, snapshots, snapshot_gib, shares, share_gib, replicas, replica_gib)
select catalogue, project_id, '00000000-0000-0000-0000-000000000000',
       sum(snapshots), sum(snapshot_gib), sum(shares), sum(share_gib), sum(replicas), sum(replica_gib)
from quota_charge where catalogue = 'shared-file-system' group by catalogue, project_id
union all
select catalogue, project_id, type_id,
       sum(snapshots), sum(snapshot_gib), sum(shares), sum(share_gib), sum(replicas), sum(replica_gib)
from quota_charge where catalogue = 'shared-file-system' and type_id is not null
group by catalogue, project_id, type_id;
