-- The limits of projects, of quota classes and of the settings. What is used of them is counted from the other views,
-- so that it is always what the lists show.
create table quota_set (
  id uuid primary key,
  scope text not null,
  name text not null,
  limits jsonb not null,
  snapshots_take_gigabytes boolean not null
);
