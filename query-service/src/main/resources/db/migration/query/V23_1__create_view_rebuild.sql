-- Each time that a view was made again beside the live one, and how far that has come. Written in the transaction that
-- writes the rows, so that it can be taken up wherever it was left.
create table view_rebuild (
  id uuid primary key,
  view text not null,
  state text not null,
  -- What is being done; null once it has ended.
  phase text,
  requested_at timestamptz not null,
  requested_by text,
  request_id text,
  -- The first time that an instance worked at it.
  started_at timestamptz,
  ended_at timestamptz,
  events_done bigint not null default 0,
  events_total bigint,
  -- Events that were done since it was last taken up, and when that was: what the rate is computed of.
  taken_up_at timestamptz,
  done_when_taken_up bigint not null default 0,
  -- Every event up to this position is in, but for those that were to come at these.
  position bigint not null default 0,
  gaps bigint[] not null default '{}',
  -- What the tables looked like when it began.
  shape text,
  -- Who is at it, and when it last said so.
  owner text,
  seen_at timestamptz,
  failure text
);
create unique index view_rebuild_running on view_rebuild (view) where state = 'running';
create index on view_rebuild (view, requested_at desc);
