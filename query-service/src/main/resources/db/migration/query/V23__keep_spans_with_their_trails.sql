-- The spans of time of each trail in a table of its own, so that a trail's tables are its own and can be made again
-- beside the live ones.
create table status_change_span (
  block bigint primary key,
  from_at timestamptz not null,
  to_at timestamptz not null
);
insert into status_change_span (block, from_at, to_at)
select block, from_at, to_at from position_span where trail = 'status-change';

create table refused_attempt_span (
  block bigint primary key,
  from_at timestamptz not null,
  to_at timestamptz not null
);
insert into refused_attempt_span (block, from_at, to_at)
select block, from_at, to_at from position_span where trail = 'refused-attempt';

drop table position_span;
