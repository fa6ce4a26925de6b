-- What the resources look like now. A deleted resource has no row; every row can be made again from the event log,
-- so nothing here refers to anything else here.

create table volume_type (
  id uuid primary key,
  name text not null,
  description text,
  is_public boolean not null,
  extra_specs jsonb not null,
  created_at timestamptz not null
);
create index on volume_type (name);
create index on volume_type (created_at, id);

create table group_type (
  id uuid primary key,
  name text not null,
  description text,
  is_public boolean not null,
  group_specs jsonb not null,
  created_at timestamptz not null
);
create index on group_type (name);
create index on group_type (created_at, id);

create table volume_group (
  id uuid primary key,
  project_id text not null,
  user_id text not null,
  name text,
  description text,
  status text not null,
  group_type_id uuid not null,
  volume_type_ids uuid[] not null,
  availability_zone text not null,
  group_snapshot_id uuid,
  source_group_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on volume_group (project_id, created_at desc, id desc);
create index on volume_group (created_at, id);

create table volume (
  id uuid primary key,
  project_id text not null,
  user_id text not null,
  name text,
  description text,
  status text not null,
  size_gib integer not null,
  volume_type_id uuid not null,
  group_id uuid,
  snapshot_id uuid,
  source_volume_id uuid,
  availability_zone text not null,
  metadata jsonb not null,
  agent_id uuid,
  agent_host text,
  provider_location text,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on volume (project_id, created_at desc, id desc);
create index on volume (created_at, id);
create index on volume (group_id, created_at, id) where group_id is not null;

create table snapshot (
  id uuid primary key,
  project_id text not null,
  user_id text not null,
  name text,
  description text,
  volume_id uuid not null,
  status text not null,
  size_gib integer not null,
  metadata jsonb not null,
  group_snapshot_id uuid,
  progress integer not null,
  provider_location text,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on snapshot (project_id, created_at desc, id desc);
create index on snapshot (created_at, id);
create index on snapshot (volume_id);
create index on snapshot (group_snapshot_id) where group_snapshot_id is not null;

create table group_snapshot (
  id uuid primary key,
  project_id text not null,
  user_id text not null,
  group_id uuid not null,
  group_type_id uuid not null,
  name text,
  description text,
  status text not null,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on group_snapshot (project_id, created_at desc, id desc);
create index on group_snapshot (created_at, id);
create index on group_snapshot (group_id);
