alter table volume add column size_mib integer generated always as (size_gib * 1024) stored;
