-- One row per status change of every resource. It outlives the resource.
create table status_change (
  event_id uuid primary key,
  position bigint not null,
  at timestamptz not null,
  event_name text not null,
  resource_type text not null,
  resource_id uuid not null,
  project_id text,
  from_status text,
  to_status text not null,
  cause text not null,
  reason text,
  actor_user_id text not null,
  actor_project_id text,
  actor_roles text[] not null,
  actor_address text,
  request_id text not null,
  global_request_id text
);
create unique index on status_change (position);
create index on status_change (resource_type, resource_id, position);
