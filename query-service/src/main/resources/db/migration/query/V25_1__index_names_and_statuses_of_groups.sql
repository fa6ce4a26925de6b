-- Clients turn a name into an id by a list of those that are called so, and sort by name: one index is for both, since a
-- list compares and sorts what is null as ''. What is not as it should be is looked for by its status; what is available
-- is nearly all there is, and found without an index.
--
-- Each table in a transaction of its own: who writes several views holds one while it waits for another.
create index on volume_group (coalesce(name, ''), created_at, id);
create index on volume_group (status, created_at, id) where status <> 'available';
-- An index over an expression has no statistics of its own until then.
analyze volume_group;
