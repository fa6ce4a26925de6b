-- As V25_1 does for groups.
create index on snapshot (coalesce(name, ''), created_at, id);
create index on snapshot (status, created_at, id) where status <> 'available';
-- An index over an expression has no statistics of its own until then.
analyze snapshot;
