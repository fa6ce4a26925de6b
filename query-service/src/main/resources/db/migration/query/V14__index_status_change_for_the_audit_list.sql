-- The audit list: each filter, in the order of positions, is one range of an index.
create index on status_change (resource_id, position);
create index on status_change (request_id, position);
create index on status_change (actor_user_id, position);
create index on status_change (project_id, position) where project_id is not null;
create index on status_change (to_status, position);
create index on status_change (from_status, position) where from_status is not null;
create index on status_change (cause, position);
create index on status_change (resource_type, position);
-- Ids are unique over all types, so the first of these serves the history of one resource too.
drop index status_change_resource_type_resource_id_position_idx;
-- For the list without a filter. It is an expression so that no other list is read through it: the planner expects what
-- matches to be spread evenly, and would walk through millions of newer rows to a project's few old ones.
create unique index status_change_position_alone on status_change ((position + 0));
drop index status_change_position_idx;

-- Between when and when the facts of two thousand positions happened: it turns a range of time into one of positions.
create table position_span (
  trail text not null,
  block bigint not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (trail, block)
);
insert into position_span (trail, block, from_at, to_at)
select 'status-change', position / 2000, min(at), max(at) from status_change group by 2;
