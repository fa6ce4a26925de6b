-- What projects use of what their quotas limit. Written in the transaction of the events it comes from, and compared
-- with a recount of all events now and then.

-- What each living resource takes: a deletion gives exactly that back, whatever it was about.
create table quota_charge (
    resource_id    uuid   primary key,
    project_id     text   not null,
    volume_type_id uuid,
    volumes        bigint not null,
    volume_gib     bigint not null,
    snapshots      bigint not null,
    snapshot_gib   bigint not null,
    volume_groups  bigint not null
);

-- A project's total is its row of the nil type; its other rows are of single volume types. The limits are the project's
-- own, null where it has none; they are in the same row, so that whoever charges sees the newest of them.
create table quota_usage (
    project_id                 text    not null,
    volume_type_id             uuid    not null,
    volumes                    bigint  not null default 0,
    volume_gib                 bigint  not null default 0,
    snapshots                  bigint  not null default 0,
    snapshot_gib               bigint  not null default 0,
    volume_groups              bigint  not null default 0,
    volumes_limit              integer,
    per_volume_gigabytes_limit integer,
    snapshots_limit            integer,
    gigabytes_limit            integer,
    groups_limit               integer,
    primary key (project_id, volume_type_id)
)
-- These few rows change all the time, and none of what changes is indexed.
with (fillfactor = 50);

-- The limits of the default class: of every project without a limit of its own.
create table quota_default (
    volume_type_id             uuid    primary key,
    volumes_limit              integer,
    per_volume_gigabytes_limit integer,
    snapshots_limit            integer,
    gigabytes_limit            integer,
    groups_limit               integer
);

-- What was there before there were quotas.
with born as (
    select aggregate_identifier, payload_type, convert_from(payload, 'UTF8')::jsonb as said
    from event_log.event e
    where payload_type in ('volume.requested', 'snapshot.requested', 'group.created')
      and not exists (
          select from event_log.event gone
          where gone.aggregate_identifier = e.aggregate_identifier
            and gone.payload_type in ('volume.deleted', 'snapshot.deleted', 'group.deleted'))
)
insert into quota_charge
  (resource_id, project_id, volume_type_id, volumes, volume_gib, snapshots, snapshot_gib, volume_groups)
select aggregate_identifier,
       said ->> 'project_id',
       (said ->> 'volume_type_id')::uuid,
       (payload_type = 'volume.requested')::int,
       case payload_type when 'volume.requested' then (said ->> 'size_gib')::int else 0 end,
       (payload_type = 'snapshot.requested')::int,
       case payload_type when 'snapshot.requested' then (said ->> 'size_gib')::int else 0 end,
       (payload_type = 'group.created')::int
from born;

insert into quota_usage
  (project_id, volume_type_id, volumes, volume_gib, snapshots, snapshot_gib, volume_groups)
select project_id, '00000000-0000-0000-0000-000000000000',
       sum(volumes), sum(volume_gib), sum(snapshots), sum(snapshot_gib), sum(volume_groups)
from quota_charge group by project_id
union all
select project_id, volume_type_id,
       sum(volumes), sum(volume_gib), sum(snapshots), sum(snapshot_gib), sum(volume_groups)
from quota_charge where volume_type_id is not null group by project_id, volume_type_id;
