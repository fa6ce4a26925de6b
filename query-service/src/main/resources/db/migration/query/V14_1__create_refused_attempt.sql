-- Attempts to set a status by hand that were refused. Rows are removed after a time; the event log keeps the events.
create table refused_attempt (
  event_id uuid primary key,
  position bigint not null,
  at timestamptz not null,
  event_name text not null,
  -- The caller's.
  project_id text,
  action text,
  resource_type text,
  -- As the caller wrote it.
  resource_id text,
  asked text,
  code integer,
  message text,
  -- How many attempts this row stands for, where they were not recorded one by one, and since when.
  suppressed integer,
  since timestamptz,
  actor_user_id text not null,
  actor_project_id text,
  actor_roles text[] not null,
  actor_address text,
  request_id text not null,
  global_request_id text
);
-- As for status changes: each filter, in the order of positions, is one range of an index.
create unique index refused_attempt_position_alone on refused_attempt ((position + 0));
create index on refused_attempt (resource_id, position) where resource_id is not null;
create index on refused_attempt (request_id, position);
create index on refused_attempt (actor_user_id, position);
create index on refused_attempt (project_id, position) where project_id is not null;
create index on refused_attempt (code, position) where code is not null;
create index on refused_attempt (resource_type, position) where resource_type is not null;
create index on refused_attempt (at);
