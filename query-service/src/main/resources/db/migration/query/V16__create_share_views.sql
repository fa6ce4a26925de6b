-- What the resources of the shared file systems look like now. What a share shows of its instances, and a snapshot of
-- its own, is looked up when it is read.

create table share_type (
  id uuid primary key,
  name text not null,
  description text,
  is_public boolean not null,
  extra_specs jsonb not null,
  created_at timestamptz not null,
  project_ids text[] not null
);
create index on share_type (name);
create index on share_type (created_at, id);

create table share (
  id uuid primary key,
  project_id text not null,
  user_id text not null,
  name text,
  description text,
  share_proto text not null,
  status text not null,
  size_gib integer not null,
  share_type_id uuid,
  snapshot_id uuid,
  is_public boolean not null,
  -- The one that was asked for.
  availability_zone text,
  snapshot_support boolean not null,
  create_share_from_snapshot_support boolean not null,
  revert_to_snapshot_support boolean not null,
  mount_snapshot_support boolean not null,
  replication_type text,
  task_state text,
  metadata jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on share (project_id, created_at desc, id desc);
create index on share (created_at, id);
create index on share (is_public) where is_public;

create table share_instance (
  id uuid primary key,
  share_id uuid not null,
  project_id text not null,
  share_type_id uuid,
  share_proto text not null,
  size_gib integer not null,
  status text not null,
  -- Shown once there is something to say of its progress.
  availability_zone text,
  host text,
  replica_state text,
  progress integer,
  export_locations jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on share_instance (share_id, id);
create index on share_instance (created_at, id);

create table share_snapshot (
  id uuid primary key,
  share_id uuid not null,
  project_id text not null,
  user_id text not null,
  name text,
  description text,
  status text not null,
  size_gib integer not null,
  share_proto text not null,
  metadata jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on share_snapshot (project_id, created_at desc, id desc);
create index on share_snapshot (created_at, id);
create index on share_snapshot (share_id);

create table share_snapshot_instance (
  id uuid primary key,
  snapshot_id uuid not null,
  share_id uuid not null,
  share_instance_id uuid not null,
  project_id text not null,
  status text not null,
  host text,
  backend text generated always as (split_part(split_part(host, '@', 2), '#', 1)) stored,
  progress integer not null,
  provider_location text,
  export_locations jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz
);
create index on share_snapshot_instance (snapshot_id, id);
create index on share_snapshot_instance (share_instance_id);
create index on share_snapshot_instance (created_at, id);
create index on share_snapshot_instance (status, id);
create index on share_snapshot_instance (project_id, id);
create index on share_snapshot_instance (backend, id);
create index on share_snapshot_instance (coalesce(host, ''), id);
