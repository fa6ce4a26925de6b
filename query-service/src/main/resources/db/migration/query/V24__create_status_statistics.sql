-- In which status each resource is that is not deleted, and since when.
create table status_standing (
  resource_id uuid primary key,
  resource_type text not null,
  project_id text not null, -- '' where none owns it
  status text not null,
  since timestamptz not null
);

-- How many there are of each kind: the same, counted.
create table status_count (
  resource_type text not null,
  project_id text not null,
  status text not null,
  resources bigint not null,
  primary key (resource_type, project_id, status)
);

-- How long stays in a status that is under way took, by the day in UTC on which they ended. Each
-- bucket is 2^(1/16) times as long as the one before.
create table time_in_status (
  day date not null,
  resource_type text not null,
  project_id text not null,
  status text not null,
  followed_by text not null,
  bucket integer not null,
  stays bigint not null,
  total_micros numeric not null,
  longest_micros bigint not null,
  primary key (day, resource_type, project_id, status, followed_by, bucket)
);

-- What happened before there were statistics.
create temporary table earlier_change on commit drop as
select resource_id, resource_type, coalesce(project_id, '') as project_id, to_status as status, at,
  lead(to_status) over of_resource as followed_by,
  lead(at) over of_resource as until
from status_change
where from_status is distinct from to_status
window of_resource as (partition by resource_id order by position);

insert into status_standing
select resource_id, resource_type, project_id, status, at
from earlier_change where followed_by is null and status <> 'deleted';

insert into status_count
select resource_type, project_id, status, count(*)
from status_standing group by resource_type, project_id, status;

insert into time_in_status
select cast(until at time zone 'UTC' as date), resource_type, project_id, status, followed_by,
  round(16 * ln(cast(micros + 1 as double precision)) / ln(cast(2 as double precision))), count(*), sum(micros), max(micros)
from earlier_change
cross join lateral (
  select greatest(0, cast(extract(epoch from until - at) * 1000000 as bigint)) as micros) as stay
where followed_by is not null and status in ('creating', 'deleting', 'extending')
group by 1, 2, 3, 4, 5, 6;
