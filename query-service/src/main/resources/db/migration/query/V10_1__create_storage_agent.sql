-- When each storage agent last said that it is there. Not from the event log, so lost with this table; it fills again by
-- itself.
create table storage_agent (
  id uuid primary key,
  host text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null
);
