-- Clients turn a name into an id by a list of those that are called so, and sort by name: one index is for both, since a
-- list compares and sorts what is null as ''. What is not as it should be is looked for by its status; what is available
-- is nearly all there is, and found without an index.

create index on volume_group (coalesce(name, ''), created_at, id);
create index on volume_group (status, created_at, id) where status <> 'available';

create index on volume (coalesce(name, ''), created_at, id);
create index on volume (status, created_at, id) where status <> 'available';

create index on snapshot (coalesce(name, ''), created_at, id);
create index on snapshot (status, created_at, id) where status <> 'available';

create index on group_snapshot (coalesce(name, ''), created_at, id);
create index on group_snapshot (status, created_at, id) where status <> 'available';

create index on share (coalesce(name, ''), created_at, id);
create index on share (status, created_at, id) where status <> 'available';

create index on share_snapshot (coalesce(name, ''), created_at, id);
create index on share_snapshot (status, created_at, id) where status <> 'available';
