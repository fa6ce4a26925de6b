-- V25 analyzed tables that were still empty in a new installation. PostgreSQL then plans as if they stayed so, reads them from end
-- to end for a single id, and keeps that plan until it analyzes them again. Of a table it knows nothing of, it expects some rows.
select pg_clear_relation_stats(current_schema(), 'volume_group') where not exists (select from volume_group);
select pg_clear_relation_stats(current_schema(), 'volume') where not exists (select from volume);
select pg_clear_relation_stats(current_schema(), 'snapshot') where not exists (select from snapshot);
select pg_clear_relation_stats(current_schema(), 'group_snapshot') where not exists (select from group_snapshot);
select pg_clear_relation_stats(current_schema(), 'share') where not exists (select from share);
select pg_clear_relation_stats(current_schema(), 'share_snapshot') where not exists (select from share_snapshot);
